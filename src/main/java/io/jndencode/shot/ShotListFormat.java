package io.jndencode.shot;

import io.jndencode.text.EnumName;
import io.jndencode.text.Json;
import io.jndencode.text.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Output formats for a list of shots. Frame ranges are half open; times are seconds. */
public enum ShotListFormat {
    /** A table for people. */
    TEXT {
        @Override
        public String write(ShotList list) {
            StringBuilder text =
                    new StringBuilder("shot   frames            start      end        length    begins with\n");
            for (TimedShot timed : list.shots()) {
                FrameRange frames = timed.shot().frames();
                text.append(String.format(
                        Locale.ROOT,
                        "%-6d %-17s %-10.3f %-10.3f %-9.3f %s\n",
                        timed.shot().index(),
                        frames.start() + "-" + frames.end(),
                        timed.start(),
                        timed.end(),
                        timed.end() - timed.start(),
                        transition(timed)));
            }
            return text.toString();
        }
    },
    /** Comma-separated, one row per shot. */
    CSV {
        @Override
        public String write(ShotList list) {
            StringBuilder text = new StringBuilder("index,startFrame,endFrame,start,end,transition\n");
            for (TimedShot timed : list.shots()) {
                FrameRange frames = timed.shot().frames();
                text.append(String.format(
                        Locale.ROOT,
                        "%d,%d,%d,%.6f,%.6f,%s\n",
                        timed.shot().index(),
                        frames.start(),
                        frames.end(),
                        timed.start(),
                        timed.end(),
                        transition(timed)));
            }
            return text.toString();
        }
    },
    /** An object with an array of shots whose fields are named as in the sidecar. */
    JSON {
        @Override
        public String write(ShotList list) {
            List<Map<String, Object>> shots = new ArrayList<>();
            for (TimedShot timed : list.shots()) {
                Map<String, Object> shot = new LinkedHashMap<>();
                shot.put("index", timed.shot().index());
                shot.put("startFrame", timed.shot().frames().start());
                shot.put("endFrame", timed.shot().frames().end());
                shot.put("start", Math.round(timed.start() * 1e6) / 1e6);
                shot.put("end", Math.round(timed.end() * 1e6) / 1e6);
                shot.put("transition", transition(timed));
                shots.add(shot);
            }
            Map<String, Object> whole = new LinkedHashMap<>();
            whole.put("file", list.file());
            whole.put("frameRate", list.frameRate().toString());
            whole.put("shots", shots);
            return json(whole);
        }
    },
    /**
     * A CMX 3600 edit decision list for editing programs, with every shot as a cut. Timecodes count frames at the whole frame rate nearest
     * to the video's, with drop-frame counting at 29.97 and 59.94.
     */
    EDL {
        @Override
        public String write(ShotList list) {
            Timecode timecode = Timecode.of(list.frameRate());
            String file = Printable.line(list.file());
            StringBuilder text = new StringBuilder("TITLE: ")
                    .append(file)
                    .append(timecode.dropFrame() ? "\nFCM: DROP FRAME\n" : "\nFCM: NON-DROP FRAME\n");
            for (TimedShot timed : list.shots()) {
                String from = timecode.at(timed.shot().frames().start());
                String to = timecode.at(timed.shot().frames().end());
                text.append(String.format(
                        Locale.ROOT,
                        "\n%03d  AX       V     C        %s %s %s %s\n* FROM CLIP NAME: %s\n",
                        timed.shot().index() + 1,
                        from,
                        to,
                        from,
                        to,
                        file));
            }
            return text.toString();
        }
    },
    /** OpenTimelineIO JSON: a timeline of one video track with one clip per shot. */
    OTIO {
        @Override
        public String write(ShotList list) {
            return new OtioTimeline(list).text();
        }
    };

    /** Returns the whole text, ending with a line feed. */
    public abstract String write(ShotList list);

    /** Returns the name of a shot's transition in all formats. */
    static String transition(TimedShot timed) {
        return EnumName.of(timed.shot().transition());
    }

    static String json(Map<String, Object> whole) {
        return Json.pretty(whole);
    }
}
