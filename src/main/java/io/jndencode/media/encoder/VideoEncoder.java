package io.jndencode.media.encoder;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.bitstream.CodedFrames;
import io.jndencode.media.dolbyvision.DolbyVisionRpu;
import io.jndencode.media.parameters.ParameterTable;
import io.jndencode.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A video encoder: its names, its options for a shot (which make the bytes depend on nothing else and the shots joinable), the rate
 * controls it supports, its limits, and which metadata of a source it keeps. No package above this one names a particular encoder.
 */
public sealed interface VideoEncoder permits SvtAv1, X264, X265 {
    /** Returns all encoders; the first is {@link #usual}. */
    static List<VideoEncoder> all() {
        return List.of(new X264(), new X265(), new SvtAv1());
    }

    /** Returns the encoder that JND levels are defined on: the default, and what files that name no encoder mean. */
    static VideoEncoder usual() {
        return all().get(0);
    }

    /** Returns the encoder with a name, ours or FFmpeg's. */
    @JsonCreator
    static VideoEncoder named(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        List<String> names = new ArrayList<>();
        for (VideoEncoder encoder : all()) {
            if (plain.equals(encoder.id()) || plain.equals(encoder.library())) {
                return encoder;
            }
            names.add(encoder.id());
        }
        throw new JndException.Usage(
                "encoder \"%s\" is not known: %s".formatted(name.strip(), Spelling.hint(plain, names)));
    }

    /** Returns the name in options and messages, e.g. {@code x264}. */
    @JsonValue
    String id();

    /** Returns the name in FFmpeg and in the sidecar, e.g. {@code libx264}. */
    String library();

    /** Returns FFmpeg's name of the codec, e.g. {@code h264}. */
    String codec();

    /** Returns the codec's name for messages, e.g. {@code H.264}. */
    String standard();

    /** Returns the encoder's version; segments of another version are encoded again. */
    String version();

    /**
     * Returns what its segments are kept under beside its version, raised where this program sets it otherwise than before; empty if it
     * never did.
     */
    default String revision() {
        return "";
    }

    /** Returns the names of its presets. */
    List<String> presets();

    /** Returns the default preset. */
    String usualPreset();

    /** Returns the pixel formats it codes, by FFmpeg's names. */
    List<String> pixelFormats();

    /** Returns the default pixel format, an option of {@link EncodeFormat}. */
    String usualPixelFormat();

    /** Returns the coarsest CRF it supports; the finest is above 0. */
    double highestCrf();

    /**
     * Returns the parameters it sets itself for every CRF, in its order; empty for encoders whose parameters come with the plan's mapping to
     * CRFs.
     */
    default Map<String, String> crfParameters() {
        return Map.of();
    }

    /** Returns the parameters that make every {@code distance}th frame of a shot, and no other, one that decoding can begin at. */
    Map<String, String> keyFrameParameters(int distance);

    /** Returns the parameters that hold a shot below a ceiling on the rate as far as the encoder can. */
    Map<String, String> capParameters(RateCap.AtShot cap);

    /** Returns whether it follows how full the buffer of a ceiling on the rate is, frame by frame. */
    default boolean holdsBuffer() {
        return true;
    }

    /** Returns whether a ceiling on the rate would change the level in the stream's headers, which all shots share, if it were not given. */
    default boolean levelFollowsCap() {
        return false;
    }

    /** Returns whether it has the constant QPs on which JND levels are defined. */
    boolean codesConstantQps();

    /** Returns whether it codes the fields of interlaced video. */
    boolean codesFields();

    /** Returns whether pictures with subsampled chroma may have odd sizes. */
    boolean codesOddSizes();

    /** Returns the smallest width and height. */
    int leastSide();

    /** Returns the rate it is told of frames that come at another; its own limit where that is higher. */
    default Rational toldRate(Rational frameRate) {
        return frameRate;
    }

    /** Returns the parameters users may set. */
    ParameterTable parameters();

    /**
     * Returns the options for libavcodec: one thread, closed GOPs that begin where the shot does, headers that are the same for every shot,
     * the same bytes on every machine.
     */
    Map<String, String> options(EncoderSettings settings, CodedPicture picture);

    /**
     * Returns the same as arguments for the ffmpeg program, for any shot with these settings.
     *
     * @param rate placeholder for the shot's own rate
     */
    List<String> ffmpegWords(EncoderSettings settings, CodedPicture picture, String rate);

    /** Returns the same as arguments for the encoder's own program. */
    List<String> programWords(EncoderSettings settings, CodedPicture picture);

    /** Returns the name in Av1an's scene files. */
    String av1anName();

    /** Returns a segment's parameter sets, equal for all that can be joined. */
    default byte[] segmentSets(byte[] opened) {
        return opened;
    }

    /**
     * Returns a joined stream's parameter sets, which say what decoding it takes.
     *
     * @param sets those of its segments
     * @param stream its frames
     * @param frameRate average
     */
    default byte[] streamSets(byte[] sets, Supplier<CodedFrames> stream, Rational frameRate) {
        return sets;
    }

    /**
     * Returns the level in parameter sets, by FFmpeg's number.
     *
     * @param opened as given by libavcodec before the first frame
     */
    default int level(byte[] sets, int opened) {
        return opened;
    }

    /**
     * Returns a stream's parameter sets for the container.
     *
     * @param opened as given by libavcodec before the first frame
     * @param first the first packet
     */
    default byte[] parameterSets(byte[] opened, byte[] first) {
        return opened;
    }

    /** Returns the first packet of a later segment without the parts needed only once per file. */
    default byte[] continued(byte[] packet) {
        return packet;
    }

    /** Returns a frame's packet with an ITU-T T.35 message; the packet itself if the codec cannot carry one. */
    default byte[] withT35(byte[] packet, byte[] message) {
        return packet;
    }

    /**
     * Returns the Dolby Vision profile of its streams; 0 if they cannot carry that metadata.
     *
     * @param compatibility what the pictures are without it, as in {@link io.jndencode.media.HdrMetadata.DolbyVision}
     */
    default int dolbyVisionProfile(int compatibility) {
        return 0;
    }

    /** Returns a frame's packet with its Dolby Vision metadata; the packet itself if the codec cannot carry it. */
    default byte[] withRpu(byte[] packet, DolbyVisionRpu rpu) {
        return packet;
    }

    /** Returns a minimal packet, with as much content as muxers parse. */
    byte[] trialPacket();

    /** Returns the MP4 and MOV codec tag if FFmpeg would choose another; empty if its own choice is right. */
    default String isoTag() {
        return "";
    }

    /** Returns the same for pictures that mean nothing without their Dolby Vision metadata. */
    default String isoTagOfOwnColours() {
        return isoTag();
    }

    /** Returns whether a type of FFmpeg's frame side data reaches the output's pictures. */
    boolean keeps(int frameSideData);

    /**
     * Returns the memory of one encoder and its decoder, in bytes per pixel.
     *
     * @param crf whether it uses the lookahead of CRF mode
     * @param bitDepth bit depth of the source
     */
    long bytesPerPixel(String preset, boolean crf, int bitDepth);
}
