package io.jndencode.ladder;

import io.jndencode.JndException;
import io.jndencode.media.encoder.RateCap;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.plan.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One encode of a ladder.
 *
 * @param encoder its encoder
 * @param lines its size: 720 is the largest picture of the video's shape within 1280x720, or within 720x1280 if it is upright
 * @param target how visible coding artefacts may become, at this size
 * @param maxrate ceiling on its rate in bits a second, as users write it; empty for that of the whole ladder, if there is one
 */
public record Rung(VideoEncoder encoder, int lines, Target target, String maxrate) {
    /** The sizes that the labels of the models come from; levels at others are extrapolated. */
    public static final int LEAST_LABELLED = 360;

    public static final int MOST_LABELLED = 720;

    private static final int LEAST = 16;
    private static final int MOST = 8192;
    private static final Pattern TEXT = Pattern.compile("(?:([\\w-]+):)?(\\d{1,5})p?(?:@([^@]+))?(?:@([^@]+))?");

    public Rung {
        Objects.requireNonNull(encoder, "encoder is null");
        Objects.requireNonNull(target, "target is null");
        if (!maxrate.isEmpty()) {
            RateCap.parse(maxrate, null);
        }
        if (lines < LEAST || lines > MOST || lines % 2 != 0) {
            throw new JndException.Usage(
                    "a rung of %d lines cannot be: give an even number from %d to %d".formatted(lines, LEAST, MOST));
        }
        if (lines < encoder.leastSide()) {
            throw new JndException.Usage("a rung of %d lines is too small for %s, which takes %d and more"
                    .formatted(lines, encoder.id(), encoder.leastSide()));
        }
    }

    /** Creates a rung without a ceiling of its own. */
    public Rung(VideoEncoder encoder, int lines, Target target) {
        this(encoder, lines, target, "");
    }

    /**
     * Reads rungs such as {@code 1080p@JND1,720p@JND1.5,svt-av1:720p@JND1.5@3M}.
     *
     * @param usual the encoder of rungs that name none
     * @param level the target of rungs that name none
     */
    public static List<Rung> parse(String text, VideoEncoder usual, Target level) {
        List<Rung> rungs = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            Matcher parts = TEXT.matcher(word.strip());
            if (!parts.matches()) {
                throw new JndException.Usage(
                        "--rungs: \"%s\" is not a rung: give 720p@JND1, or with an encoder svt-av1:720p@JND1, several"
                                        .formatted(word.strip())
                                + " with commas between, or auto");
            }
            Rung rung = new Rung(
                    parts.group(1) == null ? usual : VideoEncoder.named(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    parts.group(3) == null ? level : Target.parse(parts.group(3)),
                    parts.group(4) == null ? "" : parts.group(4).strip());
            if (rungs.stream().anyMatch(other -> other.name().equals(rung.name()))) {
                throw new JndException.Usage("--rungs: " + rung + " is there twice");
            }
            rungs.add(rung);
        }
        return List.copyOf(rungs);
    }

    /** Reads one rung that names everything, as {@link #toString} writes it. */
    static Rung one(String text) {
        return parse(text, VideoEncoder.usual(), Target.parse("JND1")).get(0);
    }

    /** Returns its name in files and playlists: {@code h264-720p-jnd1}. */
    public String name() {
        return encoder.codec() + "-" + lines + "p-" + target.fileTag();
    }

    /** Returns whether its levels are predicted at a size the models have no labels of. */
    public boolean extrapolated() {
        return lines < LEAST_LABELLED || lines > MOST_LABELLED;
    }

    /** Returns it as users write it. */
    @Override
    public String toString() {
        return encoder.id() + ":" + lines + "p@" + target + (maxrate.isEmpty() ? "" : "@" + maxrate);
    }
}
