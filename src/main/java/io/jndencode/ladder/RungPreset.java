package io.jndencode.ladder;

import io.jndencode.media.VideoStream;
import io.jndencode.media.streams.AudioChoice;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.KeyInterval;
import io.jndencode.plan.Preset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The choices for a rung: those of the whole ladder, with what players of streams need. */
final class RungPreset {
    /** The largest distance of key frames if none is asked for. */
    static final String KEY_INTERVAL = "2s";

    private static final Set<String> HDR = Set.of("smpte2084", "arib-std-b67");

    /** Sound and subtitles are the same for all rungs and come with the first. */
    private static final Map<String, Object> NOTHING = Map.of(
            "audio",
            "none",
            "audioLanguages",
            List.of(),
            "subtitles",
            "none",
            "subtitleLanguages",
            List.of(),
            "map",
            List.of());

    private RungPreset() {}

    /** @param first whether this rung brings the sound and the subtitles */
    static Preset of(Preset whole, Rung rung, VideoStream video, boolean first) {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("target", rung.target().toString());
        changes.put("encoder", rung.encoder().id());
        if (whole.keyint() instanceof KeyInterval.Free) {
            changes.put("keyint", KEY_INTERVAL);
        }
        if (!first) {
            changes.put("streams", NOTHING);
        } else if (!(whole.streams().sound() instanceof AudioChoice.Convert
                || whole.streams().sound() instanceof AudioChoice.None)) {
            changes.put("streams", Map.of("audio", "aac"));
        }
        Preset preset = whole.with(changes);
        boolean plain = preset.pixelFormat().equals(EncoderChoice.SOURCE_FORMAT)
                && !HDR.contains(video.color().transfer());
        return plain ? preset.with(Map.of("pixelFormat", "yuv420p")) : preset;
    }

    /** Returns what may surprise about a rung. */
    static Optional<String> remark(Rung rung, VideoStream video, Preset preset) {
        if (preset.pixelFormat().equals(EncoderChoice.SOURCE_FORMAT)) {
            return Optional.of(
                    "%s: HDR stays as it is, in H.264 of %d bits, which few players show; --encoder x265 or svt-av1 makes what they do"
                            .formatted(rung, video.bitDepth()));
        }
        return rung.extrapolated()
                ? Optional.of("%s: its levels are extrapolated, the models' labels are of %d to %d lines"
                        .formatted(rung, Rung.LEAST_LABELLED, Rung.MOST_LABELLED))
                : Optional.empty();
    }

    /**
     * Returns a remark on a rung's file without what would only help somebody who had named that file; empty for what was left out because
     * another rung has it.
     */
    static Optional<String> inLadder(String remark, boolean first) {
        return !first && remark.endsWith("was left out, as asked for") ? Optional.empty() : Optional.of(plain(remark));
    }

    private static String plain(String remark) {
        return remark.replace("; name the output .mkv to keep it", "")
                .replace("cannot be held by mp4", "has no place among streams");
    }
}
