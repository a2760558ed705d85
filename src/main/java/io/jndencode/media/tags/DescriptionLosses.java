package io.jndencode.media.tags;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_name;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.av_disposition_to_string;

import io.jndencode.media.OutputContainer;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.input.Orientation;
import io.jndencode.media.input.SideData;
import io.jndencode.media.tags.FileDescription.Mark;
import io.jndencode.media.tags.FileDescription.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds metadata that a muxer was given but the file does not contain, by reading the file again: muxers silently drop what their container
 * has no place for.
 */
public final class DescriptionLosses {
    /** Tags that readers and muxers add about their own work, and tags that are compared in another way. */
    private static final Set<String> NOT_COMPARED = Set.of(
            "encoder",
            "handler_name",
            "vendor_id",
            "duration",
            "bps",
            "number_of_frames",
            "number_of_bytes",
            "major_brand",
            "minor_version",
            "compatible_brands",
            "language",
            "title",
            "stereo_mode",
            "alpha_mode",
            "rotate",
            "variant_bitrate",
            "id3v2_priv",
            "filename",
            "mimetype");

    /** The epochs of Unix and QuickTime, which writers without a clock store and readers ignore. */
    private static final List<String> NO_DATES = List.of("1970-01-01T00:00:00", "1904-01-01T00:00:00");

    private static final int SECOND = "2026-01-01T00:00:00".length();
    private static final double SAME_TIME = 0.0021;

    private final OutputContainer container;
    private final List<String> losses = new ArrayList<>();

    private DescriptionLosses(OutputContainer container) {
        this.container = container;
    }

    /**
     * Returns one sentence for the file and for each stream that lost metadata.
     *
     * @param wanted the description given to the muxer
     * @param streams the source's index of each of its streams
     * @param written the description read from the file
     */
    public static List<String> of(
            FileDescription wanted, List<Integer> streams, FileDescription written, OutputContainer container) {
        DescriptionLosses comparison = new DescriptionLosses(container);
        comparison.file(wanted, written);
        for (int i = 0; i < wanted.tracks().size() && i < written.tracks().size(); i++) {
            comparison.track(wanted, i, streams.get(i), written.tracks().get(i));
        }
        return comparison.losses;
    }

    private void file(FileDescription wanted, FileDescription written) {
        Lost lost = new Lost();
        String title = wanted.tags().getOrDefault("title", "");
        lost.add("the title", !title.isEmpty() && !written.tags().containsValue(title) && !named(written, title));
        Map<String, String> all = new LinkedHashMap<>(written.tags());
        written.tracks().forEach(track -> track.tags().forEach(all::putIfAbsent));
        lost.tags(missing(wanted.tags(), all));
        chapters(wanted.chapters(), written.chapters(), lost);
        int pictures = wanted.pictures().size() - written.pictures().size();
        lost.add(pictures + " of " + wanted.pictures().size() + " cover pictures and attachments", pictures > 0);
        wanted.programs()
                .forEach((number, name) -> lost.add(
                        "program " + number + (name.isEmpty() ? "" : " (" + name + ")"),
                        wanted.programs().size() > 1
                                && !name.equals(written.programs().get(number))));
        say(lost, "the file");
    }

    private static boolean named(FileDescription written, String title) {
        return written.programs().containsValue(title);
    }

    private static void chapters(List<Mark> wanted, List<Mark> written, Lost lost) {
        List<String> gone = wanted.stream()
                .filter(chapter -> written.stream().noneMatch(other -> same(chapter, other)))
                .map(chapter -> String.format(Locale.ROOT, "\"%s\" at %.3f s", chapter.title(), chapter.start()))
                .toList();
        lost.add("the chapters", !gone.isEmpty() && gone.size() == wanted.size());
        lost.add("the chapter " + String.join(", ", gone), !gone.isEmpty() && gone.size() < wanted.size());
        if (gone.isEmpty()) {
            Set<String> tags = new java.util.TreeSet<>();
            for (int i = 0; i < Math.min(wanted.size(), written.size()); i++) {
                tags.addAll(missing(wanted.get(i).tags(), written.get(i).tags()));
            }
            lost.add("the chapters' tags " + String.join(", ", tags), !tags.isEmpty());
        }
    }

    private static boolean same(Mark one, Mark other) {
        return Math.abs(one.start() - other.start()) < SAME_TIME && one.title().equals(other.title());
    }

    private void track(FileDescription wanted, int place, int stream, Track written) {
        Track track = wanted.tracks().get(place);
        Lost lost = new Lost();
        String title = track.tags().getOrDefault("title", "");
        // MP4's muxer writes a box for it that FFmpeg's own reader does not parse.
        lost.add(
                "the title",
                !container.isoMedia() && !title.isEmpty() && !written.tags().containsValue(title));
        String language = track.language();
        boolean reduced = !language.isEmpty() && !language.equals(written.language());
        String became = written.language().isEmpty() ? "" : " (it became " + written.language() + ")";
        lost.add("the language " + language + became, reduced);
        lost.add(
                "the mark \"disabled\"",
                !track.note().enabled() && written.note().enabled());
        lost.flags(flags(wanted, track) & ~written.dispositions());
        Map<String, String> tags = new LinkedHashMap<>(track.tags());
        tags.entrySet().removeAll(wanted.tags().entrySet()); // reported for the file already
        lost.tags(missing(tags, written.tags()));
        track.sideData().forEach((type, data) -> {
            if (SideData.ofContainers(type) && !holds(written, type, data)) {
                lost.beyondMatroska("the " + name(type));
            }
        });
        say(lost, "stream %d (%s)".formatted(stream, track.kind()));
    }

    /** Returns the dispositions to compare; the default flag is meaningful only among several streams. */
    private static int flags(FileDescription wanted, Track track) {
        boolean alone = wanted.tracks().stream()
                        .filter(other -> other.kind().equals(track.kind()))
                        .map(other -> other.dispositions() & AV_DISPOSITION_DEFAULT)
                        .distinct()
                        .count()
                < 2;
        return alone ? track.dispositions() & ~AV_DISPOSITION_DEFAULT : track.dispositions();
    }

    private static boolean holds(Track written, int type, byte[] data) {
        byte[] found = written.sideData().get(type);
        return type == AV_PKT_DATA_DISPLAYMATRIX ? Orientation.of(data).like(Orientation.of(found)) : found != null;
    }

    private static String name(int type) {
        return FfmpegNatives.text(av_packet_side_data_name(type), "side data " + type)
                .toLowerCase(Locale.ROOT);
    }

    private static List<String> missing(Map<String, String> wanted, Map<String, String> written) {
        return wanted.entrySet().stream()
                .filter(tag -> counts(wanted, tag.getKey()) && !tag.getValue().isBlank())
                .filter(tag -> !written.containsValue(tag.getValue()))
                .filter(tag -> !noDate(tag))
                .filter(tag -> !sameTime(tag.getValue(), written.getOrDefault(tag.getKey(), "")))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Returns whether a tag is compared: QuickTime's tags have a duplicate with a language, {@code title-eng}, and so have Matroska's
     * statistics.
     */
    private static boolean counts(Map<String, String> tags, String key) {
        String plain = key.replaceFirst("-[a-z]{3}$", "");
        boolean twin = !plain.equals(key) && tags.containsKey(plain);
        return !twin
                && !NOT_COMPARED.contains(plain)
                && !plain.startsWith("_statistics")
                && !plain.startsWith("id3v2_priv");
    }

    private static boolean noDate(Map.Entry<String, String> tag) {
        return tag.getKey().equals("creation_time") && NO_DATES.stream().anyMatch(tag.getValue()::startsWith);
    }

    private static boolean sameTime(String one, String other) {
        return one.length() >= SECOND
                && other.length() >= SECOND
                && one.charAt(4) == '-'
                && one.substring(0, SECOND)
                        .replace(' ', 'T')
                        .equals(other.substring(0, SECOND).replace(' ', 'T'));
    }

    private void say(Lost lost, String where) {
        if (lost.things.isEmpty()) {
            return;
        }
        boolean help = container != OutputContainer.MATROSKA && lost.matroskaHelps;
        losses.add("%s of %s cannot be held by %s and %s left out%s"
                .formatted(
                        String.join(", ", lost.things),
                        where,
                        container.muxer(),
                        lost.things.size() == 1 && !lost.things.get(0).contains("s ") ? "was" : "were",
                        help ? "; name the output .mkv to keep " + (lost.things.size() == 1 ? "it" : "them") : ""));
    }

    /** The losses listed in one sentence. */
    private static final class Lost {
        private final List<String> things = new ArrayList<>();
        private boolean matroskaHelps = true;

        void add(String thing, boolean lost) {
            if (lost) {
                things.add(thing);
            }
        }

        void beyondMatroska(String thing) {
            things.add(thing);
            matroskaHelps = false;
        }

        void tags(List<String> keys) {
            add((keys.size() == 1 ? "the tag " : "the tags ") + String.join(", ", keys), !keys.isEmpty());
        }

        void flags(int dispositions) {
            List<String> names = Arrays.stream(bits(dispositions))
                    .mapToObj(bit -> FfmpegNatives.text(av_disposition_to_string(bit), "" + bit))
                    .collect(Collectors.toList());
            add((names.size() == 1 ? "the flag " : "the flags ") + String.join(", ", names), !names.isEmpty());
        }

        private static int[] bits(int flags) {
            return java.util.stream.IntStream.range(0, Integer.SIZE)
                    .map(shift -> 1 << shift)
                    .filter(bit -> (flags & bit) != 0)
                    .toArray();
        }
    }
}
