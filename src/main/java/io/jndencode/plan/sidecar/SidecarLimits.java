package io.jndencode.plan.sidecar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.jndencode.JndException;
import io.jndencode.media.Rational;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Limits on the amount of content in a sidecar and on its numbers: far above what any video needs, far below what
 * breaks the program.
 */
final class SidecarLimits {
    /**
     * Maximum number of shots: as many as a video of a hundred hours has; each takes one or two kilobytes of memory.
     */
    static final int MOST_SHOTS = 100_000;

    /** Maximum file size in bytes; the maximum number of shots with all results takes some 100 MB. */
    static final long LARGEST = 256L << 20;

    private static final int LONGEST_TEXT = 1 << 16;
    private static final int LONGEST_NUMBER = 64;
    private static final int DEEPEST = 32;

    /**
     * Maximum number of values, keys and brackets: enough for the maximum number of shots with all fields, and some to
     * spare.
     */
    private static final int MOST_TOKENS = 100 * MOST_SHOTS;

    /** Frame numbers are 32-bit integers elsewhere in the program. */
    private static final long MOST_FRAMES = Integer.MAX_VALUE;

    /** Keeps the difference of two timestamps within 64 bits. */
    private static final long LATEST = 1L << 61;

    /** Integers up to here are exact in JavaScript, too. */
    private static final long MOST_BYTES = 1L << 53;

    /** Thirty years in seconds. */
    private static final double LONGEST = 1e9;

    private static final double LARGEST_NUMBER = 1e12;

    private final List<String> mistakes;

    SidecarLimits(List<String> mistakes) {
        this.mistakes = mistakes;
    }

    /** Creates a factory that reads JSON within the limits. */
    static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(LONGEST_TEXT)
                        .maxNameLength(LONGEST_TEXT)
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxNestingDepth(DEEPEST)
                        .build())
                .build();
    }

    /** Refuses a text with too much content before it is parsed. Text that is not JSON passes. */
    static void checkAmount(JsonFactory factory, String text, String origin) {
        try (JsonParser parser = factory.createParser(text)) {
            int tokens = 0;
            int objects = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                tokens++;
                parser.getText(); // the limit on a text's length applies only once the text is read
                objects += token == JsonToken.START_OBJECT
                                && parser.getParsingContext().getParent().inArray()
                        ? 1
                        : 0;
                if (objects > MOST_SHOTS || tokens > MOST_TOKENS) {
                    throw new JndException.Usage(
                            ("sidecar %s has more in it than is read, %d shots at most: encode such a video"
                                            + " in parts, with --start and --duration")
                                    .formatted(origin, MOST_SHOTS));
                }
            }
        } catch (StreamConstraintsException e) {
            throw new JndException.Usage(
                    ("sidecar %s has a text of more than %d characters, a number of more than %d digits, or objects in"
                                    + " objects more than %d deep: no sidecar needs that")
                            .formatted(origin, LONGEST_TEXT, LONGEST_NUMBER, DEEPEST),
                    e);
        } catch (IOException e) {
            return; // the parser reports where
        }
    }

    /** Adds mistakes for absurd values in the sidecar's head. */
    void head(Sidecar sidecar) {
        SourceVideo source = sidecar.source();
        path(source.file());
        whole("source.bytes", source.stored().bytes(), 0, MOST_BYTES);
        whole("source.frames", source.timing().frames(), 0, MOST_FRAMES);
        number("source.duration", source.timing().duration(), 0, LONGEST);
        whole("source.startPts", source.timing().startPts(), -LATEST, LATEST);
        whole("source.width", (long) source.coded().width(), 0, 1 << 20);
        whole("source.height", (long) source.coded().height(), 0, 1 << 20);
        Sidecar.Range range = sidecar.range();
        if (range != null) {
            number("range.start", range.start(), 0, LONGEST);
            number("range.duration", range.duration(), 0, LONGEST);
            whole("range.startFrame", range.startFrame(), 0, MOST_FRAMES);
            whole("range.endFrame", range.endFrame(), 0, MOST_FRAMES);
        }
        if (sidecar.planning() != null) {
            number("planning.safety", sidecar.planning().safety(), 0, LARGEST_NUMBER);
        }
        SidecarTotals totals = sidecar.totals();
        if (totals != null) {
            whole("totals.sourceBytes", totals.sourceBytes(), 0, MOST_BYTES);
            whole("totals.outputBytes", totals.outputBytes(), 0, MOST_BYTES);
            number("totals.saved", totals.saved(), -LARGEST_NUMBER, 1);
        }
        words(sidecar);
    }

    /** Adds mistakes for absurd values in a shot. */
    void shot(int index, SidecarShot shot) {
        String place = "shot " + index + "'s ";
        whole(place + "endFrame", shot.extent().endFrame(), Long.MIN_VALUE, MOST_FRAMES);
        whole(place + "startPts", shot.extent().startPts(), -LATEST, LATEST);
        whole(place + "endPts", shot.extent().endPts(), -LATEST, LATEST);
        number(place + "start", shot.extent().start(), -LONGEST, LONGEST);
        number(place + "end", shot.extent().end(), -LONGEST, LONGEST);
        number(place + "spread", shot.prediction().spread(), 0, LARGEST_NUMBER);
        if (shot.prediction().sampledFrames() != null) {
            shot.prediction().sampledFrames().forEach(frame -> whole(place + "sampledFrames", frame, 0, MOST_FRAMES));
        }
        if (shot.forecast() != null) {
            whole(place + "forecast.high", shot.forecast().high(), 0, MOST_BYTES);
        }
        SidecarShot.Result result = shot.result();
        if (result != null) {
            whole(place + "result.bytes", result.bytes(), 0, MOST_BYTES);
            number(place + "result.kbps", result.kbps(), 0, LARGEST_NUMBER);
            Stream.of(result.xpsnr(), result.ssim(), result.predictedError(), result.targetError())
                    .forEach(value -> number(place + "measurements", value, -LARGEST_NUMBER, LARGEST_NUMBER));
        }
    }

    /** Adds a mistake for a fraction whose parts FFmpeg cannot hold. */
    void fraction(String name, Rational value) {
        if (value.num() > Integer.MAX_VALUE || value.den() > Integer.MAX_VALUE) {
            mistakes.add(name + " has parts above " + Integer.MAX_VALUE);
        }
    }

    private void words(Sidecar sidecar) {
        SidecarEncoder encoder = sidecar.encoder();
        boolean controls = Stream.of(encoder.preset(), encoder.params(), encoder.pixelFormat(), sidecar.preset())
                .anyMatch(word -> word != null && word.chars().anyMatch(Character::isISOControl));
        if (controls) {
            mistakes.add("encoder and preset have control characters in them");
        }
    }

    private void path(String file) {
        try {
            if (Path.of(file).getFileName() == null || file.isEmpty()) {
                mistakes.add("source.file names no file");
            }
        } catch (InvalidPathException e) {
            mistakes.add("source.file is no path: " + e.getReason());
        }
    }

    private void whole(String name, @Nullable Long value, long least, long most) {
        if (value != null && (value < least || value > most)) {
            mistakes.add(
                    name + " is " + value + ", allowed is " + (value < least ? least + " or more" : "up to " + most));
        }
    }

    private void number(String name, @Nullable Double value, double least, double most) {
        if (value != null && !(value >= least && value <= most)) {
            mistakes.add(name + " is " + value + ", allowed is " + least + " to " + most);
        }
    }
}
