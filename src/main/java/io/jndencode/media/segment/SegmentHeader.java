package io.jndencode.media.segment;

import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get_by_name;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import io.jndencode.media.Rational;
import io.jndencode.media.VideoStream;
import io.jndencode.media.bitstream.CodedFrames;
import io.jndencode.media.encoder.DolbyVisionCoding;
import io.jndencode.media.encoder.VideoEncoder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Stream properties of a segment that a decoder and a container need. Segments can be joined if and only if their headers are equal.
 *
 * @param encoder the encoder that made it
 * @param pixelFormat FFmpeg's name
 * @param codes profile, level, reorder depth in frames, field order, then FFmpeg's numbers for colour primaries, transfer, matrix,
 *     range, chroma location
 * @param sampleAspect 0/1 if unknown
 * @param timeBase unit of the timestamps, the source's own
 * @param frameRate average
 * @param parameterSets in Annex B for H.264 and HEVC, the sequence header for AV1
 * @param dolbyVision configuration of the metadata that the frames carry; null for none
 */
@SuppressWarnings("ArrayRecordComponent")
public // compared by equals below
record SegmentHeader(
        VideoEncoder encoder,
        int width,
        int height,
        String pixelFormat,
        int[] codes,
        Rational sampleAspect,
        Rational timeBase,
        Rational frameRate,
        byte[] parameterSets,
        @Nullable DolbyVisionCoding dolbyVision) {
    private static final int CODES = 9;

    static SegmentHeader of(
            VideoEncoder kind, AVCodecContext encoder, VideoStream video, @Nullable DolbyVisionCoding dolbyVision) {
        byte[] opened = new byte[encoder.extradata_size()];
        encoder.extradata().get(opened);
        byte[] sets = kind.segmentSets(opened);
        StreamProfile seen = StreamProfile.of(encoder);
        int[] codes = {
            seen.profile(),
            kind.level(sets, seen.level()),
            seen.reorderDepth(),
            encoder.field_order(),
            encoder.color_primaries(),
            encoder.color_trc(),
            encoder.colorspace(),
            encoder.color_range(),
            encoder.chroma_sample_location()
        };
        return new SegmentHeader(
                kind,
                encoder.width(),
                encoder.height(),
                av_get_pix_fmt_name(encoder.pix_fmt()).getString(),
                codes,
                new Rational(
                        encoder.sample_aspect_ratio().num(),
                        encoder.sample_aspect_ratio().den()),
                video.timing().timeBase(),
                video.timing().frameRate(),
                sets,
                dolbyVision);
    }

    /** Returns the most frames by which decoding order runs ahead of presentation order. */
    public int reorderDepth() {
        return codes[2];
    }

    /** Fills in the parameters of an output stream. */
    public void describe(AVCodecParameters stream) {
        stream.codec_type(AVMEDIA_TYPE_VIDEO).codec_id(codecId());
        stream.width(width).height(height).format(av_get_pix_fmt(pixelFormat));
        stream.profile(codes[0]).level(codes[1]).video_delay(codes[2]).field_order(codes[3]);
        stream.color_primaries(codes[4]).color_trc(codes[5]).color_space(codes[6]);
        stream.color_range(codes[7]).chroma_location(codes[8]);
        stream.sample_aspect_ratio().num((int) sampleAspect.num()).den((int) sampleAspect.den());
        BytePointer sets = new BytePointer(av_mallocz(parameterSets.length + AV_INPUT_BUFFER_PADDING_SIZE));
        sets.put(parameterSets); // owned by the stream from now on
        stream.extradata(sets).extradata_size(parameterSets.length);
    }

    private int codecId() {
        return avcodec_descriptor_get_by_name(encoder.codec()).id();
    }

    /**
     * Returns this header with the parameter sets for the container.
     *
     * @param stream the frames of the joined stream
     */
    public SegmentHeader forContainer(byte[] firstPacket, Supplier<CodedFrames> stream) {
        byte[] own = encoder.parameterSets(parameterSets, firstPacket);
        byte[] sets = encoder.streamSets(own, stream, frameRate);
        int[] said = codes.clone();
        said[1] = encoder.level(sets, codes[1]);
        return new SegmentHeader(
                encoder, width, height, pixelFormat, said, sampleAspect, timeBase, frameRate, sets, dolbyVision);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(width);
        out.writeInt(height);
        out.writeUTF(pixelFormat);
        for (int code : codes) {
            out.writeInt(code);
        }
        for (Rational fraction : new Rational[] {sampleAspect, timeBase, frameRate}) {
            out.writeLong(fraction.num());
            out.writeLong(fraction.den());
        }
        out.writeInt(parameterSets.length);
        out.write(parameterSets);
        if (dolbyVision != null) {
            out.writeByte(dolbyVision.profile());
            out.writeByte(dolbyVision.level());
            out.writeByte(dolbyVision.compatibility());
        }
    }

    /**
     * Reads a header.
     *
     * @param dolbyVision whether it ends with a configuration of Dolby Vision
     */
    static SegmentHeader read(VideoEncoder encoder, boolean dolbyVision, DataInputStream in) throws IOException {
        int width = in.readInt();
        int height = in.readInt();
        String pixelFormat = in.readUTF();
        int[] codes = new int[CODES];
        for (int i = 0; i < CODES; i++) {
            codes[i] = in.readInt();
        }
        Rational sampleAspect = new Rational(in.readLong(), in.readLong());
        Rational timeBase = new Rational(in.readLong(), in.readLong());
        Rational frameRate = new Rational(in.readLong(), in.readLong());
        byte[] sets = in.readNBytes(Math.min(in.readInt(), 1 << 20));
        DolbyVisionCoding dolby =
                dolbyVision ? new DolbyVisionCoding(in.readByte(), in.readByte(), in.readByte()) : null;
        return new SegmentHeader(
                encoder, width, height, pixelFormat, codes, sampleAspect, timeBase, frameRate, sets, dolby);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentHeader that
                && encoder.equals(that.encoder)
                && width == that.width
                && height == that.height
                && pixelFormat.equals(that.pixelFormat)
                && Arrays.equals(codes, that.codes)
                && sampleAspect.equals(that.sampleAspect)
                && timeBase.equals(that.timeBase)
                && frameRate.equals(that.frameRate)
                && Arrays.equals(parameterSets, that.parameterSets)
                && Objects.equals(dolbyVision, that.dolbyVision);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parameterSets);
    }
}
