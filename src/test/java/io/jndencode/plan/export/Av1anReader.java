package io.jndencode.plan.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads zones and scenes as Av1an does: written after {@code Scene::parse_from_zone}, {@code ScenesData} and {@code ZoneOptions} of
 * av1an-core 0.5, knowing nothing of our writer. What it takes for an option's value, Av1an takes for one.
 */
final class Av1anReader {
    /** Frame numbers, one or more blanks, an encoder, perhaps {@code reset}, perhaps options. */
    private static final Pattern ZONE =
            Pattern.compile("(\\d+) +(-1|\\d+) +(aom|rav1e|x264|x265|vpx|svt-av1)( +reset)?(?: +(.*))?");

    /** An option up to a blank or an equals sign; behind that, up to the next blank, its value, whatever it looks like. */
    private static final Pattern OPTION = Pattern.compile("(--?[^= ]*)(?:(?: +|=)([^ ]*))?");

    private Av1anReader() {}

    /**
     * A scene.
     *
     * @param options of the encoder; an option without a value has an empty one
     */
    record Scene(long start, long end, String encoder, boolean reset, Map<String, String> options) {}

    static Scene zone(String line, long frames) {
        Matcher zone = ZONE.matcher(line);
        assertThat(zone.matches()).as("syntax of the zone \"%s\"", line).isTrue();
        long start = Long.parseLong(zone.group(1));
        long end = zone.group(2).equals("-1") ? frames : Long.parseLong(zone.group(2));
        assertThat(start).as("start of a zone").isLessThan(end);
        assertThat(end).as("end of a zone").isLessThanOrEqualTo(frames);
        Map<String, String> options = new HashMap<>();
        Matcher option =
                OPTION.matcher(zone.group(5) == null ? "" : zone.group(5).strip());
        int read = 0;
        while (option.find() && option.start() == read) {
            String earlier = options.put(option.group(1), option.group(2) == null ? "" : option.group(2));
            assertThat(earlier).as("%s twice", option.group(1)).isNull();
            read = option.end() < option.regionEnd() ? option.end() + 1 : option.end();
        }
        assertThat(read).as("how far the options of \"%s\" are read", line).isEqualTo(option.regionEnd());
        return new Scene(start, end, zone.group(3), zone.group(4) != null, options);
    }

    /** The scenes that are encoded: those after extra splits. */
    static List<Scene> scenes(String file) throws JsonProcessingException {
        JsonNode data = JsonMapper.builder().build().readTree(file);
        long frames = unsigned(data.get("frames"));
        List<Scene> scenes = new ArrayList<>();
        for (JsonNode scene : data.get("split_scenes")) {
            JsonNode overrides = scene.get("zone_overrides");
            assertThat(overrides.get("chroma_noise").isBoolean()).isTrue();
            assertThat(unsigned(overrides.get("passes"))).isLessThan(256);
            unsigned(overrides.get("min_scene_len"));
            for (String optional :
                    List.of("photon_noise", "photon_noise_height", "photon_noise_width", "extra_splits_len")) {
                assertThat(overrides.path(optional).isMissingNode()
                                || overrides.get(optional).isNull()
                                || overrides.get(optional).canConvertToLong())
                        .as(optional)
                        .isTrue();
            }
            scenes.add(new Scene(
                    unsigned(scene.get("start_frame")),
                    unsigned(scene.get("end_frame")),
                    overrides.get("encoder").textValue(),
                    true,
                    options(overrides.get("video_params"))));
        }
        assertThat(scenes.get(scenes.size() - 1).end()).isEqualTo(frames);
        return scenes;
    }

    /** As the encoder's command line reads them. */
    private static Map<String, String> options(JsonNode words) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String name = words.get(i).textValue();
            boolean value =
                    i + 1 < words.size() && !words.get(i + 1).textValue().startsWith("--");
            options.put(name, value ? words.get(++i).textValue() : "");
        }
        return options;
    }

    private static long unsigned(JsonNode number) {
        assertThat(number.isIntegralNumber() && number.asLong() >= 0)
                .as("%s is an unsigned integer", number)
                .isTrue();
        return number.asLong();
    }
}
