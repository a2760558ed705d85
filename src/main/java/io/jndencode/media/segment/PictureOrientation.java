package io.jndencode.media.segment;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_send_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_remove;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import io.jndencode.media.CodecSideData;
import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.input.Orientation;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVBitStreamFilter;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.javacpp.IntPointer;

/**
 * Writes the rotation and mirroring for display into H.264 pictures (the display orientation message), for transport streams, which have no
 * other place for them. Owns FFmpeg's filter.
 */
public final class PictureOrientation implements AutoCloseable {
    private final AVBSFContext filter;

    private PictureOrientation(AVBSFContext filter) {
        this.filter = filter;
    }

    /**
     * Moves the orientation of a stream from its description into its pictures; returns empty, and leaves the description unchanged, if the
     * stream is upright or the message cannot express its orientation.
     *
     * @param codec FFmpeg's name of the pictures' codec
     */
    public static Optional<PictureOrientation> take(String codec, AVCodecParameters video) {
        AVPacketSideData matrix = CodecSideData.of(video, AV_PKT_DATA_DISPLAYMATRIX);
        AVBitStreamFilter kind = av_bsf_get_by_name(codec + "_metadata"); // only H.264's filter writes this message
        if (matrix == null || !codec.equals("h264") || kind == null || kind.isNull()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[(int) matrix.size()];
        matrix.data().get(bytes);
        Orientation orientation = Orientation.of(bytes);
        if (!orientation.plain()) {
            return Optional.empty();
        }
        try (IntPointer count = new IntPointer(1)) {
            count.put(video.nb_coded_side_data());
            av_packet_side_data_remove(video.coded_side_data(), count, AV_PKT_DATA_DISPLAYMATRIX);
            video.nb_coded_side_data(count.get());
        }
        return orientation.upright()
                ? Optional.empty()
                : Optional.of(new PictureOrientation(open(kind, video, orientation)));
    }

    private static AVBSFContext open(AVBitStreamFilter kind, AVCodecParameters video, Orientation orientation) {
        AVBSFContext filter = new AVBSFContext(null);
        FfmpegError.check(av_bsf_alloc(kind, filter), "noting the orientation of the pictures");
        avcodec_parameters_copy(filter.par_in(), video);
        av_opt_set(filter.priv_data(), "display_orientation", "insert", 0);
        av_opt_set(filter.priv_data(), "rotate", Double.toString(orientation.counterclockwise()), 0);
        av_opt_set(filter.priv_data(), "flip", orientation.mirrored() ? "horizontal" : "0", 0);
        FfmpegError.check(av_bsf_init(filter), "noting the orientation of the pictures");
        return filter;
    }

    /** Writes the message into a packet's picture if decoding may start there. */
    public void write(AVPacket packet) {
        FfmpegError.check(av_bsf_send_packet(filter, packet), "noting the orientation of the pictures");
        FfmpegError.check(av_bsf_receive_packet(filter, packet), "noting the orientation of the pictures");
    }

    @Override
    public void close() {
        av_bsf_free(filter);
    }
}
