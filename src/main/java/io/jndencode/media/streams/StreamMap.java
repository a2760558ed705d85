package io.jndencode.media.streams;

import static org.bytedeco.ffmpeg.global.avformat.avformat_match_stream_specifier;

import io.jndencode.JndException;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * One choice of streams, as ffmpeg's {@code -map} has it.
 *
 * @param specifier FFmpeg's stream specifier
 * @param out whether the streams are left out
 * @param optional whether there may be no such stream
 */
record StreamMap(String specifier, boolean out, boolean optional) {
    private static final Pattern GOOD = Pattern.compile("-?(?:0:)?[^\\s:?-][^\\s?]*\\??");

    /** Returns a choice as a user gave it; refuses what can be none. */
    static String checked(String text) {
        if (!GOOD.matcher(text).matches()) {
            throw new JndException.Usage(
                    "--map \"%s\" names no streams: give a:0, a:m:language:eng, s or the like, a minus before what is left out"
                            .formatted(text));
        }
        return text;
    }

    static StreamMap parse(String text) {
        String rest = checked(text);
        boolean out = rest.startsWith("-");
        boolean optional = rest.endsWith("?");
        rest = rest.substring(out ? 1 : 0, rest.length() - (optional ? 1 : 0));
        return new StreamMap(rest.startsWith("0:") ? rest.substring(2) : rest, out, optional);
    }

    /** Returns whether a stream is meant; refuses what FFmpeg does not understand. */
    boolean matches(AVFormatContext context, AVStream stream) {
        int code = avformat_match_stream_specifier(context, stream, specifier);
        if (code < 0) {
            throw new JndException.Usage(
                    "--map \"%s\" is no stream specifier of FFmpeg's: give a:0, a:m:language:eng, s or the like"
                            .formatted(specifier));
        }
        return code > 0;
    }
}
