package io.jndencode.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.jnd.ModelStore;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.SmallClip;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.plan.Preset;
import io.jndencode.plan.PresetStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ladders that were stopped. */
class LadderJobIT {
    @TempDir
    Path folder;

    private static final Preset PRESET =
            new PresetStore(Installation.current()).load("fast").with(Map.of("encoderPreset", "ultrafast"));

    private LadderJob.Outcome run(Path clip, Consumer<LadderProgress> listener) {
        MediaInfo source = MediaProbe.probe(clip);
        RungPicture picture = new RungPicture(source, source);
        List<Rung> rungs = Rung.parse("120p@JND1,96p@JND2", PRESET.encoder(), PRESET.target());
        try (JndModel model = JndModel.load(new ModelStore(Installation.current()).find("lite"))) {
            LadderRequest request = new LadderRequest(
                    picture,
                    folder.resolve("made"),
                    LadderRungs.of(rungs, picture),
                    PRESET,
                    4,
                    new Resources(1, null, false));
            return new LadderJob(request, model, listener).run();
        }
    }

    @Test
    void aLadderThatWasStoppedGoesOnWithoutEncodingAgain() {
        Path clip = SmallClip.write(Path.of("test-videos", "sintel-splice.mp4"), 60, 30, folder.resolve("clip.mp4"));
        assertThatThrownBy(() -> run(clip, event -> {
                    if (event instanceof LadderProgress.Packaging) {
                        throw new JndException.Interrupted("stopped here");
                    }
                }))
                .isInstanceOf(JndException.Interrupted.class);
        assertThat(folder.resolve("made")).doesNotExist();
        assertThat(folder.resolve(".jnd-encode-made")).isDirectory();
        List<Boolean> kept = new ArrayList<>();
        run(clip, event -> {
            if (event instanceof LadderProgress.Encoding encoding
                    && encoding.event() instanceof Progress.Encoded encoded) {
                kept.add(encoded.kept());
            }
        });
        assertThat(kept).isNotEmpty().containsOnly(true);
        assertThat(folder.resolve("made").resolve("master.m3u8")).exists();
        assertThat(folder.resolve(".jnd-encode-made")).doesNotExist();
    }

    @Test
    void aSinglePictureIsALadderToo() {
        Path clip = SmallClip.write(Path.of("test-videos", "sintel-splice.mp4"), 1, 30, folder.resolve("clip.mp4"));
        LadderRecord record = run(clip, event -> {}).record();
        assertThat(record.segments()).hasSize(1);
        assertThat(record.shots()).hasSize(1);
    }
}
