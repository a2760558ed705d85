package io.jndencode.encode.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.Installation;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.media.TimeRange;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.Rate;
import io.jndencode.media.encoder.RateCap;
import io.jndencode.media.encoder.SvtAv1;
import io.jndencode.media.encoder.X264;
import io.jndencode.media.encoder.X265;
import io.jndencode.plan.Preset;
import io.jndencode.plan.PresetStore;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.Transition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The keys of half-finished work, as version 0.1.0 wrote them: each is the hash of a text that is spelled out here. A key that changes
 * makes people's work be done again; change one only together with {@code Keys.REVISION}, and say so in the change log.
 */
class KeysTest {
    private static final SourceIdentity SOURCE =
            new SourceIdentity(7_600_000, 1_790_000_000_000_000_000L, "0123456789ab");
    private static final Sidecar.Tool TOOL = new Sidecar.Tool("jnd-encode", "0.1.0", "8.0.1", "165");
    private static final Keys KEYS = new Keys(SOURCE, TOOL);
    private static final Preset PRESET = new PresetStore(Installation.current()).load("default");
    private static final String VIDEO = hash("3\nvideo\n7600000 1790000000000000000 0123456789ab");
    private static final String TOOL_TEXT = "Tool[name=jnd-encode, version=0.1.0, ffmpeg=8.0.1, x264=165]";

    @Test
    void aVideo() {
        assertThat(Keys.video(SOURCE)).isEqualTo(VIDEO).isEqualTo("246db1cf1e56038e687036aa");
    }

    @Test
    void aSegmentOfAConstantQp() {
        EncoderSettings settings = new EncoderSettings(
                "medium", new Rate.ConstantQp(26), new X264().parameters().parse("ref=5:no-deblock"), "yuv420p");
        assertThat(KEYS.segment(new FrameRange(10, 250), settings))
                .isEqualTo(hash("3\nsegment\n" + VIDEO + "\n" + TOOL_TEXT
                        + "\nFrameRange[start=10, end=250]\nmedium\nConstantQp[qp=26]\nref=5:no-deblock=1\nyuv420p"))
                .isEqualTo("d115a9933c610144d5e9749c");
    }

    /** Filters stand between the video and everything made from it; a video without them has the key it always had. */
    @Test
    void aSegmentOfAFilteredVideo() {
        EncoderSettings settings = new EncoderSettings(
                "medium", new Rate.Crf(21.25), new X264().parameters().parse(""), null);
        String filtered = hash("3\nfiltered\n" + VIDEO + "\nhqdn3d");
        assertThat(new Keys(SOURCE, TOOL, "hqdn3d").segment(new FrameRange(0, 1), settings))
                .isEqualTo(hash("3\nsegment\n" + filtered + "\n" + TOOL_TEXT
                        + "\nFrameRange[start=0, end=1]\nmedium\nCrf[crf=21.25]\n\nnull"));
    }

    @Test
    void aSegmentOfACrf() {
        EncoderSettings settings = new EncoderSettings(
                "medium", new Rate.Crf(21.25), new X264().parameters().parse(""), null);
        assertThat(KEYS.segment(new FrameRange(0, 1), settings))
                .isEqualTo(hash("3\nsegment\n" + VIDEO + "\n" + TOOL_TEXT
                        + "\nFrameRange[start=0, end=1]\nmedium\nCrf[crf=21.25]\n\nnull"))
                .isEqualTo("c7278c0f30c58f3e7d264c08");
    }

    /** Other encoders say their names and versions themselves, and whether HDR of single frames is in. */
    @Test
    void aSegmentOfAnotherEncoder() {
        EncoderSettings settings = new EncoderSettings(
                new SvtAv1(),
                "8",
                new Rate.Crf(30.25),
                new SvtAv1().parameters().parse("sharpness=1"),
                "10bit");
        String text = "3\nsegment\n" + VIDEO + "\n" + TOOL_TEXT
                + "\nFrameRange[start=0, end=1]\n8\nCrf[crf=30.25]\nsharpness=1\n10bit\nlibsvtav1\n4.2.0\nnoMbr\ndynamicHdr=";
        assertThat(KEYS.segment(new FrameRange(0, 1), settings)).isEqualTo(hash(text + "keep,dolbyVision"));
        EncoderSettings dropped =
                new EncoderSettings(new SvtAv1(), "8", settings.rate(), settings.params(), "10bit", false);
        assertThat(KEYS.segment(new FrameRange(0, 1), dropped)).isEqualTo(hash(text + "drop"));
    }

    /** Those made before no level was set are others. */
    @Test
    void aSegmentOfX265() {
        EncoderSettings settings = new EncoderSettings(
                new X265(),
                "medium",
                new Rate.Crf(22.5),
                new X265().parameters().parse(""),
                "10bit");
        assertThat(KEYS.segment(new FrameRange(0, 1), settings))
                .isEqualTo(hash("3\nsegment\n" + VIDEO + "\n" + TOOL_TEXT
                        + "\nFrameRange[start=0, end=1]\nmedium\nCrf[crf=22.5]\n\n10bit\nlibx265\n"
                        + new X265().version() + "\nnoLevel\ndynamicHdr=keep,dolbyVision"));
    }

    @Test
    void aSegmentBelowACeilingOnTheRate() {
        EncoderSettings settings = new EncoderSettings(
                        "medium", new Rate.Crf(21.25), new X264().parameters().parse(""), null)
                .withCap(new RateCap.AtShot(new RateCap(6_000_000, 12_000_000), 0.25));
        assertThat(KEYS.segment(new FrameRange(0, 1), settings))
                .isEqualTo(hash("3\nsegment\n" + VIDEO + "\n" + TOOL_TEXT
                        + "\nFrameRange[start=0, end=1]\nmedium\nCrf[crf=21.25]\n\nnull"
                        + "\nAtShot[maxrate=6000000, bufsize=12000000, fill=0.25]"));
    }

    @Test
    void aPrediction() {
        assertThat(KEYS.prediction("ab12")).isEqualTo(prediction());
    }

    @Test
    void anAnalysis() {
        assertThat(KEYS.analysis("ab12", PRESET, TimeRange.WHOLE, null))
                .isEqualTo(hash(
                        "3\nanalysis\n" + prediction() + "\n" + PRESET.shots().minShotSeconds() + "\n"
                                + PRESET.shots().maxShotFrames() + "\n"
                                + PRESET.shots().samplesPerShot() + "\n0.0\nnull\nnull"));
    }

    @Test
    void anAnalysisOfGivenShots() {
        List<Shot> shots = List.of(
                new Shot(0, new FrameRange(0, 12), Transition.START),
                new Shot(1, new FrameRange(12, 40), Transition.DISSOLVE));
        assertThat(KEYS.analysis("ab12", PRESET, TimeRange.WHOLE, shots))
                .isEqualTo(hash("3\nanalysis\n" + prediction() + "\n"
                        + PRESET.shots().minShotSeconds() + "\n"
                        + PRESET.shots().maxShotFrames() + "\n" + PRESET.shots().samplesPerShot() + "\n0.0\nnull\n"
                        + "[Shot[index=0, frames=FrameRange[start=0, end=12], transition=START], "
                        + "Shot[index=1, frames=FrameRange[start=12, end=40], transition=DISSOLVE]]"));
    }

    @Test
    void aListOfShots() {
        assertThat(KEYS.shots(PRESET))
                .isEqualTo(hash("3\nshots\n" + VIDEO + "\n" + TOOL_TEXT + "\n"
                        + PRESET.shots().minShotSeconds() + "\n"
                        + PRESET.shots().maxShotFrames()));
    }

    /** The smallest distance of key frames decides which cuts count; without one nothing of the key changes. */
    @Test
    void shotsOfASmallestKeyDistance() {
        Preset preset = PRESET.with(Map.of("minKeyint", "1s"));
        assertThat(KEYS.shots(preset))
                .isEqualTo(hash("3\nshots\n" + VIDEO + "\n" + TOOL_TEXT + "\n"
                        + PRESET.shots().minShotSeconds() + "\n"
                        + PRESET.shots().maxShotFrames() + "\nminKeyint=1s"));
        assertThat(KEYS.analysis("ab12", preset, TimeRange.WHOLE, null))
                .isEqualTo(hash(
                        "3\nanalysis\n" + prediction() + "\n" + PRESET.shots().minShotSeconds() + "\n"
                                + PRESET.shots().maxShotFrames() + "\n"
                                + PRESET.shots().samplesPerShot() + "\n0.0\nnull\nnull\nminKeyint=1s"));
        assertThat(KEYS.shots(PRESET.with(Map.of("keyint", "2s")))).isEqualTo(KEYS.shots(PRESET));
    }

    private static String prediction() {
        return hash("3\nprediction\n" + VIDEO + "\n" + TOOL_TEXT + "\nab12\n" + JndModel.runtimeVersion());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 24);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
