package io.jndencode.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16LE;

import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.jnd.ModelStore;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.media.DecodedSound;
import io.jndencode.media.MadeFile;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.SmallClip;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.plan.Preset;
import io.jndencode.plan.PresetStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ladders that were stopped. */
class LadderJobIT {
    private static final Path CLIP = Path.of("test-videos", "sintel-splice.mp4");

    @TempDir
    Path folder;

    private static final Preset PRESET =
            new PresetStore(Installation.current()).load("fast").with(Map.of("encoderPreset", "ultrafast"));

    private LadderJob.Outcome run(Path clip, Consumer<LadderProgress> listener) {
        MediaInfo source = MediaProbe.probe(clip);
        RungPicture picture = new RungPicture(source, source);
        List<Rung> rungs = Rung.parse("120p@JND1,96p@JND2", PRESET.encoding().encoder(), PRESET.target());
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
        Path clip = SmallClip.write(CLIP, 60, 30, folder.resolve("clip.mp4"));
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

    /** Players wait for sound that is not there. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6})
    void whereThereIsNoSoundItIsSilent(int channels) throws IOException {
        Path clip = SmallClip.write(CLIP, 60, 30, folder.resolve("clip.mp4")); // 2.5 s
        MadeFile.Extra quiet = MadeFile.sound(AV_CODEC_ID_PCM_S16LE, channels, 2);
        List<MadeFile.Packet> loud = quiet.packets().stream()
                .limit(30)
                .map(packet -> new MadeFile.Packet(packet.at() + 1000, packet.duration(), noise(packet.data().length)))
                .toList(); // from 1 s to 1.6 s
        Path source = MadeFile.with(clip, new MadeFile.Extra(quiet.describe(), loud), folder.resolve("source.mkv"));
        LadderRecord record = run(source, event -> {}).record();
        assertThat(record.warnings()).anyMatch(text -> text.contains("1.9 s of the pictures"));
        DecodedSound sound = DecodedSound.of(joined("audio-1"));
        assertThat(sound.loud(0.01)).isCloseTo(1, within(0.05));
        assertThat(sound.power(1.1, 1.5)).isGreaterThan(1e-3);
        assertThat(sound.power(1.7, 2.4)).isLessThan(1e-9);
        assertThat(record.audio()).hasSize(1);
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private Path joined(String track) throws IOException {
        Path made = folder.resolve("made").resolve(track);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Files.readAllBytes(made.resolve("init.mp4")));
        bytes.writeBytes(Files.readAllBytes(made.resolve("00001.m4s")));
        return Files.write(folder.resolve(track + ".mp4"), bytes.toByteArray());
    }

    @Test
    void aSinglePictureIsALadderToo() {
        Path clip = SmallClip.write(CLIP, 1, 30, folder.resolve("clip.mp4"));
        LadderRecord record = run(clip, event -> {}).record();
        assertThat(record.segments()).hasSize(1);
        assertThat(record.shots()).hasSize(1);
    }

    /** The phone's clip drops pictures of 24 a second: 768 in 47 s are left. Apple's playlists want the most, DASH the average. */
    @Test
    void aVariableRateIsToldByItsHighest() throws IOException {
        run(Path.of("test-videos", "sintel-phone.mp4"), progress -> {});
        assertThat(Files.readString(folder.resolve("made/master.m3u8"))).contains("FRAME-RATE=24.000");
        assertThat(Files.readString(folder.resolve("made/manifest.mpd"))).contains("frameRate=\"768/47\"");
    }
}
