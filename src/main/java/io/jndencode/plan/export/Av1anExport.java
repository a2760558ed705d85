package io.jndencode.plan.export;

import io.jndencode.JndException;
import io.jndencode.media.encoder.CodedPicture;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.plan.sidecar.SourceVideo;
import io.jndencode.text.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Exports the plan for Av1an, which encodes each chunk in an encoder process of its own. Frame ranges of chunks are
 * half open; the options of Av1an's command line are discarded (an override of a scene, {@code reset} in a zone), and
 * the encoder gets the shot's constant QP or CRF.
 *
 * <p>Field names and the syntax of zones are those of av1an-core's {@code scenes} module of version 0.4 and 0.5. {@code
 * --stitchable}, which the joined chunks need, is given to x264 by Av1an itself.
 */
final class Av1anExport {
    /** Av1an's default minimum length of a scene; not used unless extra splits are requested. */
    private static final int MIN_SCENE_LENGTH = 24;

    private Av1anExport() {}

    /** Returns the {@code scenes.json} for {@code av1an --scenes}. */
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
        overrides.put("encoder", sidecar.encoder().choice().encoder().av1anName());
        overrides.put("passes", 1);
        overrides.put("video_params", options(sidecar, shot));
        overrides.put("photon_noise", null);
        overrides.put("photon_noise_height", null);
        overrides.put("photon_noise_width", null);
        overrides.put("chroma_noise", false);
        overrides.put("extra_splits_len", null);
        overrides.put("min_scene_len", MIN_SCENE_LENGTH);
        Map<String, @Nullable Object> scene = new LinkedHashMap<>();
        scene.put("start_frame", shot.extent().startFrame());
        scene.put("end_frame", shot.extent().endFrame());
        scene.put("zone_overrides", overrides);
        return scene;
    }

    /**
     * Returns the lines for {@code av1an --zones}; Av1an then cuts the scenes itself, at the zones' ends and within
     * them.
     */
    static String zones(Sidecar sidecar) {
        checkWhole(sidecar);
        return sidecar.shots().stream()
                .map(shot -> shot.extent().startFrame() + " " + shot.extent().endFrame() + " "
                        + sidecar.encoder().choice().encoder().id() + " reset " + zone(options(sidecar, shot)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Av1an takes the word after an option as its value, so an option without a value must come last. */
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
        EncoderChoice choice = sidecar.encoder().choice();
        return choice.encoder().programWords(choice.settings(shot.planned()), picture(sidecar.source()));
    }

    static CodedPicture picture(SourceVideo source) {
        return CodedPicture.progressive(
                source.coded().width(), source.coded().height(), source.timing().rate());
    }

    private static long frames(Sidecar sidecar) {
        return sidecar.shots().get(sidecar.shots().size() - 1).extent().endFrame();
    }

    private static void checkWhole(Sidecar sidecar) {
        if (sidecar.range() != null || sidecar.shots().get(0).extent().startFrame() != 0) {
            throw new JndException.Usage("the plan is of a part of "
                    + sidecar.source().file() + ", but Av1an encodes the whole video: plan all of it");
        }
    }
}
