package io.jndencode.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.Installation;
import io.jndencode.cli.SmallClips;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.encode.VerifyOptions;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.media.CodedFrame;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.Preset;
import io.jndencode.plan.PresetStore;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFile;
import io.jndencode.plan.sidecar.SidecarShot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real encodes with rate control CRF. */
class CrfJobIT {
    private static final Path VIDEOS = Path.of("test-videos").toAbsolutePath();
    private static final Map<String, Object> CRF = Map.of("rateControl", "crf");

    @TempDir
    Path folder;

    private final List<Progress> events = new ArrayList<>();

    private JobOutcome run(
            String clip, String output, Map<String, Object> changes, Resources work, VerifyOptions checks) {
        return run(VIDEOS.resolve(clip), output, changes, work, checks);
    }

    private JobOutcome run(
            Path clip, String output, Map<String, Object> changes, Resources work, VerifyOptions checks) {
        Map<String, Object> all = new HashMap<>(Map.of("x264Preset", "veryfast"));
        all.putAll(changes);
        Preset preset = new PresetStore(Installation.current()).load("default").with(all);
        JobRequest request = new JobRequest(clip, preset, folder.resolve(output), false, work);
        try (JndModel model = JndModel.load(TinyModel.green().write(folder.resolve("tiny.onnx")), 1)) {
            return new EncodeJob(request.with(checks), model, events::add).run();
        }
    }

    private JobOutcome run(String output, Map<String, Object> changes) {
        return run("sintel-splice.mp4", output, changes, new Resources(2, null, false), new VerifyOptions(true, 0));
    }

    private byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(folder.resolve(file));
    }

    @Test
    void theBytesDependOnNeitherTheWorkersNorWhereAShotIsEncoded() throws IOException {
        Path source = SmallClips.splice(folder.resolve("splice.mp4"));
        JobOutcome two = run(source, "two.mp4", CRF, new Resources(2, null, false), new VerifyOptions(true, 0));
        run(source, "one.mp4", CRF, new Resources(1, null, false), VerifyOptions.NONE);
        assertThat(bytes("one.mp4")).isEqualTo(bytes("two.mp4"));

        Sidecar sidecar = SidecarFile.parse(SidecarFile.text(two.sidecar()), "x");
        List<Path> segments = new ArrayList<>();
        for (SidecarShot shot : sidecar.shots()) {
            Path segment = folder.resolve("segment" + shot.index());
            new ShotJob(new ShotJob.Request(sidecar, source, shot.index(), segment), event -> {}).run();
            segments.add(segment);
        }
        new StitchJob(new StitchJob.Request(sidecar, source, segments, folder.resolve("joined.mp4"), false)).run();
        assertThat(bytes("joined.mp4")).isEqualTo(bytes("two.mp4"));
    }

    @Test
    void qualityIsThatOfConstantQpsAndTheBitsAreFewer() {
        JobOutcome constant = run("cqp.mp4", Map.of());
        JobOutcome crf = run("crf.mp4", CRF);
        long before = 0;
        long after = 0;
        double difference = 0;
        for (int i = 0; i < crf.plan().shots().size(); i++) {
            PlannedShot shot = crf.plan().shots().get(i);
            SidecarShot.Result then =
                    Objects.requireNonNull(constant.sidecar().shots().get(i).result());
            SidecarShot.Result now =
                    Objects.requireNonNull(crf.sidecar().shots().get(i).result());
            double better = Objects.requireNonNull(now.xpsnr()) - Objects.requireNonNull(then.xpsnr());
            assertThat(shot.crf()).isNotNull();
            assertThat(shot.qp()).isEqualTo(constant.plan().shots().get(i).qp());
            assertThat(better).as("shot %d", i).isBetween(-2.5, 2.5);
            difference += better / crf.plan().shots().size();
            before += then.bytes();
            after += now.bytes();
        }
        assertThat(difference).isBetween(-1.0, 1.0);
        assertThat(after).isLessThan(before);
    }

    @Test
    void finishedShotsAreTakenOverAndAnotherRateControlIsEncodedAnew() throws IOException {
        Path source = SmallClips.splice(folder.resolve("splice.mp4"));
        Resources keep = new Resources(2, null, true);
        run(source, "out.mp4", CRF, keep, VerifyOptions.NONE);
        folder.resolve("out.mp4").toFile().delete();
        events.clear();
        run(source, "out.mp4", CRF, keep, VerifyOptions.NONE);
        assertThat(kept()).containsOnly(true);
        folder.resolve("out.mp4").toFile().delete();
        events.clear();
        run(source, "out.mp4", Map.of(), keep, VerifyOptions.NONE);
        assertThat(kept()).containsOnly(false);
    }

    private List<Boolean> kept() {
        return events.stream()
                .flatMap(event -> event instanceof Progress.Encoded shot ? List.of(shot.kept()).stream() : null)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sintel-hlg10.mp4", "sintel-interlaced.mkv"})
    void everyFrameIsThereAtTenBitsAndInterlacedToo(String clip) {
        String output = "out" + clip.substring(clip.lastIndexOf('.'));
        JobOutcome outcome = run(clip, output, CRF, new Resources(2, null, false), VerifyOptions.NONE);
        List<CodedFrame> coded = CodedFrame.read(folder.resolve(output));
        assertThat(coded).hasSize((int) outcome.sidecar().source().timing().frames());
        for (PlannedShot shot : outcome.plan().shots()) {
            assertThat(coded.get((int) shot.shot().frames().start()).type()).isEqualTo('I');
        }
    }
}
