package io.jndencode.media.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.ffmpeg.FfmpegNatives;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;

/** The lists of this FFmpeg against ours: what a new FFmpeg adds must be decided about, here and in docs/compatibility.md. */
class SideDataTest {
    private static Map<Integer, String> values(Class<?> library, String prefix) {
        Map<Integer, String> values = new TreeMap<>();
        for (Field field : library.getFields()) {
            boolean listed =
                    field.getName().startsWith(prefix) && !field.getName().endsWith("_NB");
            if (listed && Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                try {
                    values.put(field.getInt(null), field.getName());
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return values;
    }

    private static void decided(Map<Integer, String> values, int from, int to, IntPredicate listed) {
        assertThat(values).hasSizeGreaterThanOrEqualTo(to - from);
        for (int type = from; type < to; type++) {
            assertThat(listed.test(type))
                    .as(values.getOrDefault(type, "a value without a name: " + type))
                    .isTrue();
        }
    }

    @Test
    void everyKindOfPacketSideDataIsDecidedAbout() {
        decided(values(avcodec.class, "AV_PKT_DATA_"), 0, avcodec.AV_PKT_DATA_NB, SideData::listsPacket);
    }

    @Test
    void everyKindOfFrameSideDataIsDecidedAbout() {
        Map<Integer, String> values = values(avutil.class, "AV_FRAME_DATA_");
        int last = values.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow();
        decided(values, 0, last + 1, SideData::listsFrame);
        FfmpegNatives.load();
        // The library's own list may be longer than its Java constants.
        assertThat(FfmpegNatives.text(avutil.av_frame_side_data_name(last), "")).isNotEmpty();
        assertThat(FfmpegNatives.text(avutil.av_frame_side_data_name(last + 1), ""))
                .isEmpty();
    }

    @Test
    void flagsAndGroupsAreThoseTheTableSpeaksOf() {
        assertThat(values(avformat.class, "AV_DISPOSITION_").values())
                .containsExactly(
                        "AV_DISPOSITION_DEFAULT",
                        "AV_DISPOSITION_DUB",
                        "AV_DISPOSITION_ORIGINAL",
                        "AV_DISPOSITION_COMMENT",
                        "AV_DISPOSITION_LYRICS",
                        "AV_DISPOSITION_KARAOKE",
                        "AV_DISPOSITION_FORCED",
                        "AV_DISPOSITION_HEARING_IMPAIRED",
                        "AV_DISPOSITION_VISUAL_IMPAIRED",
                        "AV_DISPOSITION_CLEAN_EFFECTS",
                        "AV_DISPOSITION_ATTACHED_PIC",
                        "AV_DISPOSITION_TIMED_THUMBNAILS",
                        "AV_DISPOSITION_NON_DIEGETIC",
                        "AV_DISPOSITION_CAPTIONS",
                        "AV_DISPOSITION_DESCRIPTIONS",
                        "AV_DISPOSITION_METADATA",
                        "AV_DISPOSITION_DEPENDENT",
                        "AV_DISPOSITION_STILL_IMAGE",
                        "AV_DISPOSITION_MULTILAYER");
        assertThat(values(avformat.class, "AV_STREAM_GROUP_PARAMS_").values())
                .containsExactly(
                        "AV_STREAM_GROUP_PARAMS_NONE",
                        "AV_STREAM_GROUP_PARAMS_IAMF_AUDIO_ELEMENT",
                        "AV_STREAM_GROUP_PARAMS_IAMF_MIX_PRESENTATION",
                        "AV_STREAM_GROUP_PARAMS_TILE_GRID",
                        "AV_STREAM_GROUP_PARAMS_LCEVC");
    }
}
