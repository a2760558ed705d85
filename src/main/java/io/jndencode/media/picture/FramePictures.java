package io.jndencode.media.picture;

import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import io.jndencode.media.BgrImage;
import io.jndencode.media.HdrMetadata;
import io.jndencode.media.LumaImage;
import io.jndencode.media.VideoStream;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.jspecify.annotations.Nullable;

/** Converts native frames to small pictures: luma for shot detection, BGR for models and display. Owns its scalers. */
public final class FramePictures implements AutoCloseable {
    private static final int BGR_FLAGS = SWS_BILINEAR | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP;

    /** Source rows averaged into a row of the luma picture; using more costs memory bandwidth without benefit. */
    private static final int LUMA_ROWS = 5;

    private final FrameScaler luma = new FrameScaler(new FrameScaler.Output(AV_PIX_FMT_GRAY8, 1, true), SWS_AREA);
    private final FrameScaler bgr = new FrameScaler(new FrameScaler.Output(AV_PIX_FMT_BGR24, 3, true), BGR_FLAGS);
    private final FrameScaler deep = new FrameScaler(new FrameScaler.Output(AV_PIX_FMT_BGR48LE, 6, true), BGR_FLAGS);
    private final @Nullable ToneMap toneMap;

    public FramePictures(VideoStream video) {
        this(video.format().color().highDynamicRange() || ofOwnColours(video) ? ToneMap.of(video) : null);
    }

    /** Returns whether these are Dolby Vision's own colours, whose intensity is coded as PQ, whatever the tags say. */
    private static boolean ofOwnColours(VideoStream video) {
        HdrMetadata hdr = video.format().hdr();
        return hdr != null && hdr.dolbyVision() != null && hdr.dolbyVision().ownColours();
    }

    private FramePictures(@Nullable ToneMap toneMap) {
        this.toneMap = toneMap;
    }

    /** Creates a converter for standard dynamic range frames that belong to no video. */
    public static FramePictures ofStandardRange() {
        return new FramePictures((ToneMap) null);
    }

    public LumaImage luma(AVFrame frame, int width, int height) {
        int plane = lumaPlane(frame.format());
        boolean isPlane = plane != AV_PIX_FMT_NONE;
        boolean full = fullRange(frame);
        // From grey to grey swscale keeps the range; from colour it makes full-range grey.
        int rowStep = isPlane ? Math.max(1, frame.height() / (LUMA_ROWS * height)) : 1;
        byte[] samples = luma.scale(frame, job(frame, isPlane ? plane : frame.format(), width, height, rowStep));
        if (full || !isPlane) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (byte) (16 + ((samples[i] & 0xff) * 219 + 127) / 255);
            }
        }
        return new LumaImage(width, height, samples);
    }

    public BgrImage bgr(AVFrame frame, int width, int height) {
        FrameScaler.Job job = job(frame, frame.format(), width, height, 1);
        byte[] samples = toneMap == null ? bgr.scale(frame, job) : toneMap.apply(deep.scale(frame, job));
        return new BgrImage(width, height, samples);
    }

    private static FrameScaler.Job job(AVFrame frame, int format, int width, int height, int rowStep) {
        return new FrameScaler.Job(
                frame.width(), frame.height(), format, matrix(frame), fullRange(frame), width, height, rowStep);
    }

    public static boolean fullRange(AVFrame frame) {
        int format = frame.format();
        return frame.color_range() == AVCOL_RANGE_JPEG
                || format == AV_PIX_FMT_YUVJ420P
                || format == AV_PIX_FMT_YUVJ422P
                || format == AV_PIX_FMT_YUVJ444P
                || format == AV_PIX_FMT_YUVJ440P
                || format == AV_PIX_FMT_YUVJ411P;
    }

    /**
     * Returns the YUV matrix of a frame; for untagged frames that which players assume: BT.709 above standard definition, otherwise BT.601.
     */
    public static int matrix(AVFrame frame) {
        int matrix = frame.colorspace();
        if (matrix != AVCOL_SPC_UNSPECIFIED && matrix != AVCOL_SPC_RGB) {
            return matrix;
        }
        if (frame.color_primaries() == AVCOL_PRI_BT2020) {
            return AVCOL_SPC_BT2020_NCL;
        }
        return frame.width() >= 1280 || frame.height() > 576 ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
    }

    /** Returns the grey format that reads plane 0 of a YUV format as a picture, or NONE if its luma is not such a plane. */
    private static int lumaPlane(int format) {
        AVPixFmtDescriptor descriptor = av_pix_fmt_desc_get(format);
        long unfit = AV_PIX_FMT_FLAG_RGB
                | AV_PIX_FMT_FLAG_PAL
                | AV_PIX_FMT_FLAG_BITSTREAM
                | AV_PIX_FMT_FLAG_BE
                | AV_PIX_FMT_FLAG_FLOAT;
        if (descriptor == null || descriptor.isNull() || (descriptor.flags() & unfit) != 0) {
            return AV_PIX_FMT_NONE;
        }
        AVComponentDescriptor y = descriptor.comp(0);
        if (y.plane() != 0 || y.offset() != 0 || y.step() != (y.depth() + 7) / 8) {
            return AV_PIX_FMT_NONE;
        }
        if (y.shift() != 0) {
            return y.shift() + y.depth() == 16 ? AV_PIX_FMT_GRAY16LE : AV_PIX_FMT_NONE;
        }
        return switch (y.depth()) {
            case 8 -> AV_PIX_FMT_GRAY8;
            case 9 -> AV_PIX_FMT_GRAY9LE;
            case 10 -> AV_PIX_FMT_GRAY10LE;
            case 12 -> AV_PIX_FMT_GRAY12LE;
            case 14 -> AV_PIX_FMT_GRAY14LE;
            case 16 -> AV_PIX_FMT_GRAY16LE;
            default -> AV_PIX_FMT_NONE;
        };
    }

    @Override
    public void close() {
        luma.close();
        bgr.close();
        deep.close();
    }
}
