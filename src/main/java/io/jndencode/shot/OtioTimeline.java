package io.jndencode.shot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list of shots as an OpenTimelineIO timeline: one video track with one clip per shot, all of the same media. Every object has all the
 * fields of its schema, including empty ones, because older versions of OpenTimelineIO require them.
 */
public final class OtioTimeline {
    private final ShotList list;
    private final double rate;
    private final Function<TimedShot, Map<String, Object>> facts;

    /** Creates a timeline whose clips carry the kind of their transition as metadata. */
    OtioTimeline(ShotList list) {
        this(list, shot -> Map.of());
    }

    /** Creates a timeline with the given facts as metadata of each clip, under {@code jnd-encode}. */
    public OtioTimeline(ShotList list, Function<TimedShot, Map<String, Object>> facts) {
        this.list = list;
        this.facts = facts;
        this.rate = list.frameRate().framesPerSecond();
    }

    /** Returns the timeline as JSON text. */
    public String text() {
        return ShotListFormat.json(json());
    }

    private Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> track = item("Track.1", "shots");
        track.put("kind", "Video");
        track.put("children", list.shots().stream().map(this::clip).toList());
        Map<String, @Nullable Object> stack = item("Stack.1", "tracks");
        stack.put("children", List.of(track));
        Map<String, @Nullable Object> timeline = object("Timeline.1", list.file());
        timeline.put("global_start_time", null);
        timeline.put("tracks", stack);
        return timeline;
    }

    private Map<String, @Nullable Object> clip(TimedShot timed) {
        FrameRange frames = timed.shot().frames();
        Map<String, @Nullable Object> media = object("ExternalReference.1", list.file());
        media.put("target_url", list.file());
        media.put("available_range", range(new FrameRange(0, frameCount())));
        Map<String, @Nullable Object> clip =
                item("Clip.1", "shot " + timed.shot().index());
        clip.put("source_range", range(frames));
        clip.put("media_reference", media);
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("transition", ShotListFormat.transition(timed));
        said.putAll(facts.apply(timed));
        clip.put("metadata", Map.of("jnd-encode", said));
        return clip;
    }

    private long frameCount() {
        return list.shots().get(list.shots().size() - 1).shot().frames().end();
    }

    private Map<String, Object> range(FrameRange frames) {
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("OTIO_SCHEMA", "TimeRange.1");
        range.put("start_time", time(frames.start()));
        range.put("duration", time(frames.length()));
        return range;
    }

    private Map<String, Object> time(long frames) {
        Map<String, Object> time = new LinkedHashMap<>();
        time.put("OTIO_SCHEMA", "RationalTime.1");
        time.put("value", (double) frames);
        time.put("rate", rate);
        return time;
    }

    /** Returns the fields common to clips and their containers. */
    private static Map<String, @Nullable Object> item(String schema, String name) {
        Map<String, @Nullable Object> item = object(schema, name);
        item.put("source_range", null);
        item.put("effects", List.of());
        item.put("markers", List.of());
        item.put("enabled", true);
        return item;
    }

    private static Map<String, @Nullable Object> object(String schema, String name) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("OTIO_SCHEMA", schema);
        object.put("name", name);
        object.put("metadata", Map.of());
        return object;
    }
}
