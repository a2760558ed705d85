package io.jndencode.ladder;

import io.jndencode.media.VideoStream;
import io.jndencode.media.encoder.RateCap;
import io.jndencode.media.streams.AudioChoice;
import io.jndencode.media.streams.StreamChoice;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.KeyInterval;
import io.jndencode.plan.Preset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The choices for a rung: those of the whole ladder, with what players of streams need. */
final class RungPreset {
    /** The largest distance of key frames if none is asked for. */
    private static final KeyInterval KEY_INTERVAL = new KeyInterval.Seconds(2);

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
            List.of("a?"));

    /** Nothing but sound and subtitles can be streamed beside the video: no other video, no picture, no attachment. */
    private static final List<String> STREAMED = List.of("a?", "s?");

    private static final String ASKED_FOR = "was left out, as asked for";

    private RungPreset() {}

    /** @param first whether this rung brings the sound and the subtitles */
    static Preset of(Preset whole, Rung rung, VideoStream video, boolean first) {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("target", rung.target().toString());
        changes.put("encoder", rung.encoder().id());
        if (whole.keyDistances().most() instanceof KeyInterval.Free) {
            changes.put(
                    "keyint",
                    whole.keyDistances().usual(KEY_INTERVAL, video.timing().frameRate()));
        }
        if (!rung.maxrate().isEmpty()) {
            changes.put("cap", cap(whole.encoding().cap(), rung.maxrate()));
            changes.put("rateControl", "crf");
        }
        changes.put("streams", first ? streams(whole.encoding().streams()) : NOTHING);
        Preset preset = whole.with(changes);
        boolean plain = preset.encoding().pixelFormat().equals(EncoderChoice.SOURCE_FORMAT)
                && !video.format().color().highDynamicRange();
        return plain ? preset.with(Map.of("pixelFormat", "yuv420p")) : preset;
    }

    /** Returns a rung's own ceiling; its buffer holds as many seconds of it as that of the whole ladder, if there is one. */
    private static RateCap cap(RateCap whole, String maxrate) {
        RateCap own = RateCap.parse(maxrate, null);
        return whole.limits() && own.limits()
                ? new RateCap(own.maxrate(), Math.round((double) own.maxrate() * whole.bufsize() / whole.maxrate()))
                : own;
    }

    private static Map<String, Object> streams(StreamChoice whole) {
        Map<String, Object> streams = new LinkedHashMap<>();
        AudioChoice sound = whole.sound();
        if (!(sound instanceof AudioChoice.Convert || sound instanceof AudioChoice.None)) {
            streams.put("audio", "aac");
        }
        if (whole.map().isEmpty()) {
            streams.put("map", STREAMED);
        }
        return streams;
    }

    /** A rung with its choices. */
    record Chosen(Rung rung, VideoStream video, Preset preset) {
        private boolean deepH264() {
            return preset.encoding().pixelFormat().equals(EncoderChoice.SOURCE_FORMAT)
                    && video.format().bitDepth() > 8;
        }
    }

    /** Returns what may surprise about rungs. */
    static List<String> remarks(List<Chosen> chosen) {
        List<String> remarks = new ArrayList<>();
        String deep = names(chosen, Chosen::deepH264);
        if (!deep.isEmpty()) {
            remarks.add(deep + ": HDR stays as it is, in H.264 of more than 8 bits, which few players show; --encoder"
                    + " x265 or svt-av1 makes what they do");
        }
        String far = names(chosen, each -> each.rung().extrapolated());
        if (!far.isEmpty()) {
            remarks.add("%s: the levels are extrapolated, the models' labels are of %d to %d lines"
                    .formatted(far, Rung.LEAST_LABELLED, Rung.MOST_LABELLED));
        }
        return remarks;
    }

    private static String names(List<Chosen> chosen, Predicate<Chosen> which) {
        return chosen.stream().filter(which).map(each -> each.rung().toString()).collect(Collectors.joining(", "));
    }

    /**
     * Returns a remark on a rung's file without what would only help somebody who had named that file; empty for what was left out because
     * another rung has it.
     */
    static Optional<String> inLadder(String remark, boolean first) {
        return !first && remark.endsWith(ASKED_FOR) ? Optional.empty() : Optional.of(plain(remark));
    }

    private static String plain(String remark) {
        boolean chosen = remark.contains(" (audio") || remark.contains(" (subtitle");
        String plain = chosen ? remark : remark.replace(ASKED_FOR, "has no place among streams and was left out");
        return plain.replace("; name the output .mkv to keep it", "")
                .replace("cannot be held by mp4", "has no place among streams");
    }
}
