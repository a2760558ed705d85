package io.jndencode.media.input;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import io.jndencode.media.CodecSideData;
import io.jndencode.media.ColorTags;
import io.jndencode.media.Cropping;
import io.jndencode.media.HdrMetadata;
import io.jndencode.media.OtherStream;
import io.jndencode.media.PictureSignal;
import io.jndencode.media.Rational;
import io.jndencode.media.VideoStream;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.open.InputFile;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/** Turns FFmpeg's native stream structures into records. */
public final class StreamDescription {
    private StreamDescription() {}

    public static OtherStream other(AVStream stream) {
        return new OtherStream(
                stream.index(),
                FfmpegNatives.text(av_get_media_type_string(stream.codecpar().codec_type()), "unknown"),
                codec(stream.codecpar()),
                InputFile.tag(stream.metadata(), "language"),
                dispositions(stream.disposition()),
                InputFile.tag(stream.metadata(), "title"));
    }

    private static String codec(AVCodecParameters parameters) {
        return parameters.codec_id() == AV_CODEC_ID_NONE ? "unknown" : FfmpegNatives.codecName(parameters.codec_id());
    }

    private static List<String> dispositions(int flags) {
        List<String> names = new ArrayList<>();
        for (int rest = flags; rest != 0; rest &= rest - 1) {
            BytePointer name = av_disposition_to_string(Integer.lowestOneBit(rest));
            if (name != null && !name.isNull()) {
                names.add(name.getString());
            }
        }
        return names;
    }

    /** Describes the stream whose first frame a decoder has just decoded; the decoder cannot be used afterwards. */
    public static VideoStream video(InputFile input, VideoDecoder decoder) {
        int index = decoder.streamIndex();
        AVFrame first = decoder.frame();
        AVStream stream = input.stream(index);
        AVCodecParameters parameters = stream.codecpar();
        Rational unit = rational(stream.time_base());
        HdrMetadata hdr = HdrSideData.read(parameters, first);
        Rational declared = declaredRate(input, stream);
        FrameTiming cadence = FrameTiming.listed(input, stream).orElseGet(() -> FrameTiming.sampled(input, decoder));
        Rational packets = cadence.frameRate(declared, unit);
        Rational coded = rational(decoder.context().framerate());
        boolean fields = interlaced(parameters, first) && coded.known() && twice(packets, coded);
        Rational sar = sar(input, stream, first);
        return new VideoStream(
                index,
                codec(parameters),
                new VideoStream.Geometry(
                        first.width(),
                        first.height(),
                        rotation(parameters, first),
                        orientation(parameters, first).mirrored(),
                        sar,
                        interlaced(parameters, first),
                        Cropping.of(parameters, first.width(), first.height())),
                new VideoStream.Timing(
                        fields || (coded.known() && withoutTimes(input)) ? coded : packets,
                        cadence.variable(),
                        fields ? (cadence.frames() + 1) / 2 : cadence.frames(),
                        cadence.timeBase(unit)),
                new VideoStream.Format(
                        FfmpegNatives.text(av_get_pix_fmt_name(first.format()), "unknown"),
                        bitDepth(first.format()),
                        color(first),
                        hdr,
                        PictureSignal.of(first, parameters, sar)));
    }

    /** Returns whether the demuxer's rate is only its default. */
    private static boolean withoutTimes(InputFile input) {
        return (input.context().iformat().flags() & AVFMT_NOTIMESTAMPS) != 0;
    }

    /** Returns whether packets come at twice the rate the stream declares, so that each is a field. */
    private static boolean twice(Rational packets, Rational frames) {
        return packets.known() && Math.abs(packets.toDouble() / frames.toDouble() / 2 - 1) < 0.05;
    }

    private static Rational declaredRate(InputFile input, AVStream stream) {
        Rational average = rational(stream.avg_frame_rate());
        if (average.known()) {
            return average;
        }
        Rational guess = rational(av_guess_frame_rate(input.context(), stream, null));
        return guess.known() ? guess : Rational.UNKNOWN;
    }

    private static int bitDepth(int pixelFormat) {
        AVPixFmtDescriptor descriptor = av_pix_fmt_desc_get(pixelFormat);
        return descriptor == null || descriptor.isNull()
                ? 8
                : descriptor.comp(0).depth();
    }

    private static ColorTags color(AVFrame frame) {
        return new ColorTags(
                FfmpegNatives.text(av_color_primaries_name(frame.color_primaries()), ColorTags.UNKNOWN),
                FfmpegNatives.text(av_color_transfer_name(frame.color_trc()), ColorTags.UNKNOWN),
                FfmpegNatives.text(av_color_space_name(frame.colorspace()), ColorTags.UNKNOWN),
                FfmpegNatives.text(av_color_range_name(frame.color_range()), ColorTags.UNKNOWN));
    }

    private static Rational sar(InputFile input, AVStream stream, AVFrame first) {
        Rational sar = rational(av_guess_sample_aspect_ratio(input.context(), stream, first));
        return sar.known() ? sar : new Rational(1, 1);
    }

    private static boolean interlaced(AVCodecParameters parameters, AVFrame first) {
        int order = parameters.field_order();
        return (first.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) != 0
                || order == AV_FIELD_TT
                || order == AV_FIELD_BB
                || order == AV_FIELD_TB
                || order == AV_FIELD_BT;
    }

    private static int rotation(AVCodecParameters parameters, AVFrame first) {
        return orientation(parameters, first).clockwise();
    }

    /** Returns how players turn and mirror the pictures: as the container says, or else the first picture. */
    private static Orientation orientation(AVCodecParameters parameters, AVFrame first) {
        AVPacketSideData container = CodecSideData.of(parameters, AV_PKT_DATA_DISPLAYMATRIX);
        if (container != null) {
            return Orientation.of(bytes(container.data(), container.size()));
        }
        AVFrameSideData picture = av_frame_get_side_data(first, AV_FRAME_DATA_DISPLAYMATRIX);
        return Orientation.of(picture == null || picture.isNull() ? null : bytes(picture.data(), picture.size()));
    }

    private static byte[] bytes(BytePointer data, long size) {
        byte[] bytes = new byte[(int) size];
        data.get(bytes);
        return bytes;
    }

    public static Rational rational(AVRational value) {
        return new Rational(value.num(), value.den());
    }
}
