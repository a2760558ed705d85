package io.jndencode.plan.export;

import io.jndencode.JndException;
import io.jndencode.media.x264.X264Settings;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.text.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The plan for Av1an, which encodes chunks with an encoder process each, as this program does: the frames of a chunk are half open, the
 * options of the command line are put aside (an override of a scene, {@code reset} in a zone) and x264 gets the shot's constant QP or CRF.
 *
 * <p>Field names and the syntax of zones are those of av1an-core's {@code scenes} module of version 0.4 and 0.5. {@code --stitchable},
 * which the joined chunks need, is given to x264 by Av1an itself.
 */
final class Av1anExport {
    /** Av1an's own default of a scene's least length; without extra splits it is not used. */
    private static final int MIN_SCENE_LENGTH = 24;

    /** Presets without the macroblock tree that a CRF is meant with. */
    private static final List<String> WITHOUT_TREE = List.of("ultrafast", "superfast");

    private Av1anExport() {}

    /** {@code scenes.json}, for {@code av1an --scenes}. */
    static String scenes(Sidecar sidecar) {
        checkWhole(sidecar);
        List<Map<String, @Nullable Object>> scenes =
                sidecar.shots().stream().map(shot -> scene(sidecar, shot)).toList();
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("frames", frames(sidecar));
        file.put("scenes", scenes);
        file.put("split_scenes", scenes);
        return Json.pretty(file);
    }

    private static Map<String, @Nullable Object> scene(Sidecar sidecar, SidecarShot shot) {
        Map<String, @Nullable Object> overrides = new LinkedHashMap<>();
        overrides.put("encoder", "x264");
        overrides.put("passes", 1);
        overrides.put("video_params", options(sidecar, shot));
        overrides.put("photon_noise", null);
        overrides.put("photon_noise_height", null);
        overrides.put("photon_noise_width", null);
        overrides.put("chroma_noise", false);
        overrides.put("extra_splits_len", null);
        overrides.put("min_scene_len", MIN_SCENE_LENGTH);
        Map<String, @Nullable Object> scene = new LinkedHashMap<>();
        scene.put("start_frame", shot.startFrame());
        scene.put("end_frame", shot.endFrame());
        scene.put("zone_overrides", overrides);
        return scene;
    }

    /** Lines for {@code av1an --zones}; scenes are then cut by Av1an itself, at the zones' ends and within them. */
    static String zones(Sidecar sidecar) {
        checkWhole(sidecar);
        return sidecar.shots().stream()
                .map(shot -> shot.startFrame() + " " + shot.endFrame() + " x264 reset " + zone(options(sidecar, shot)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Av1an takes the word after an option for its value, so that an option without one must be the last. */
    private static String zone(List<String> options) {
        List<String> paired = new ArrayList<>();
        List<String> alone = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            boolean hasValue = i + 1 < options.size() && !options.get(i + 1).startsWith("--");
            if (hasValue) {
                paired.addAll(options.subList(i, i + 2));
                i++;
            } else {
                alone.add(options.get(i));
            }
        }
        if (alone.size() > 1) {
            throw new JndException.Usage("a zone of Av1an can carry one option without a value, not "
                    + String.join(" ", alone) + ": write av1an-scenes instead");
        }
        paired.addAll(alone);
        return String.join(" ", paired);
    }

    private static List<String> options(Sidecar sidecar, SidecarShot shot) {
        List<String> options =
                new ArrayList<>(List.of("--preset", sidecar.encoder().preset()));
        options.addAll(rate(sidecar, shot));
        options.addAll(X264CommandLine.options(sidecar.encoder().params()));
        return options;
    }

    private static List<String> rate(Sidecar sidecar, SidecarShot shot) {
        if (shot.crf() == null) {
            return List.of("--qp", Integer.toString(shot.qp()));
        }
        if (WITHOUT_TREE.contains(sidecar.encoder().preset())) {
            throw new JndException.Usage("the x264 program cannot switch the macroblock tree on that its preset "
                    + sidecar.encoder().preset() + " leaves out: plan with --x264-preset veryfast or a slower one");
        }
        List<String> options = new ArrayList<>(List.of("--crf", Double.toString(shot.crf())));
        options.addAll(X264CommandLine.options(X264Settings.Crf.PARAMS.replace("mbtree=1:", "")));
        return options;
    }

    private static long frames(Sidecar sidecar) {
        return sidecar.shots().get(sidecar.shots().size() - 1).endFrame();
    }

    private static void checkWhole(Sidecar sidecar) {
        if (sidecar.range() != null || sidecar.shots().get(0).startFrame() != 0) {
            throw new JndException.Usage("the plan is of a part of "
                    + sidecar.source().file() + ", but Av1an encodes the whole video: plan all of it");
        }
    }
}
