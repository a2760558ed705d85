package io.jndencode.media.encoder;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.jndencode.JndException;
import io.jndencode.media.parameters.ParameterTable;
import io.jndencode.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A video encoder: what it is called, how it is set for a shot so that the bytes depend on nothing else and shots can be joined, which
 * rates it has, what it cannot take and what it keeps of a source. Nothing above this room names one.
 */
public sealed interface VideoEncoder permits SvtAv1, X264, X265 {
    /** All of them; the first is what is used where nobody says another. */
    static List<VideoEncoder> all() {
        return List.of(new X264(), new X265(), new SvtAv1());
    }

    /** The encoder of a name, ours or FFmpeg's. */
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

    /** What people call it, and options: {@code x264}. */
    @JsonValue
    String id();

    /** FFmpeg's name, and the sidecar's: {@code libx264}. */
    String library();

    /** FFmpeg's name of what it writes: {@code h264}. */
    String codec();

    /** What it writes, for sentences: {@code H.264}. */
    String standard();

    /** As it calls itself; segments of another version are encoded anew. */
    String version();

    /** Its presets. */
    List<String> presets();

    /** The preset that is used where nobody says another. */
    String usualPreset();

    /** FFmpeg's pixel formats it codes. */
    List<String> pixelFormats();

    /** One of {@link EncodeFormat}'s words: what it codes in where nobody says. */
    String usualPixelFormat();

    /** The coarsest CRF it takes; the finest is above 0. */
    double highestCrf();

    /** Whether it says itself what a CRF is meant with; for others the plan's mapping to CRFs does. */
    default boolean fixesCrfParameters() {
        return false;
    }

    /** Whether it has the constant QPs that JND levels are defined on. */
    boolean codesConstantQps();

    /** Whether it codes the fields of interlaced video. */
    boolean codesFields();

    /** Whether pictures of subsampled chroma may have odd sizes. */
    boolean codesOddSizes();

    /** The least width and height. */
    int leastSide();

    /** Its parameters. */
    ParameterTable parameters();

    /**
     * The options libavcodec is given: one thread, closed groups of pictures that begin where the shot does, headers that are the same for
     * every shot, the same bytes on every machine.
     */
    Map<String, String> options(EncoderSettings settings, CodedPicture picture);

    /**
     * The same as words of the ffmpeg program's command line, for any shot of such settings.
     *
     * @param rate stands where the shot's own rate goes
     */
    List<String> ffmpegWords(EncoderSettings settings, CodedPicture picture, String rate);

    /** The same as words of the command line of the encoder's own program. */
    List<String> programWords(EncoderSettings settings, CodedPicture picture);

    /** What Av1an calls it in its files of scenes. */
    String av1anName();

    /**
     * The parameter sets a container is given of a stream.
     *
     * @param opened as libavcodec gave them before the first frame
     * @param first the first packet
     */
    default byte[] parameterSets(byte[] opened, byte[] first) {
        return opened;
    }

    /** The first packet of a segment that is not the first, without what one a file is enough of. */
    default byte[] continued(byte[] packet) {
        return packet;
    }

    /** The packet of a frame with a message by ITU-T T.35 beside its picture; the packet itself where it holds none. */
    default byte[] withT35(byte[] packet, byte[] message) {
        return packet;
    }

    /** A packet no longer than muxers look at. */
    byte[] trialPacket();

    /** The four letters MP4 and MOV call it by where FFmpeg would choose others; empty where its own are right. */
    default String isoTag() {
        return "";
    }

    /** FFmpeg's types of the side data of frames that reach the output's pictures. */
    boolean keeps(int frameSideData);

    /**
     * Memory of one encoder and its decoder, in bytes a pixel.
     *
     * @param crf whether it looks ahead as a CRF has it
     * @param bitDepth of the source
     */
    long bytesPerPixel(String preset, boolean crf, int bitDepth);
}
