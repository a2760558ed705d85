package io.jndencode.cli.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.cli.CliRun;
import io.jndencode.encode.Resources;
import io.jndencode.farm.CommandRunner;
import io.jndencode.farm.FarmEvent;
import io.jndencode.farm.analysis.FarmAnalysis;
import io.jndencode.farm.spark.RemoteCommand;
import io.jndencode.jnd.ModelStore;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.job.EncodeJob;
import io.jndencode.job.JobRequest;
import io.jndencode.media.filter.FilterChain;
import io.jndencode.media.filter.FilteredVideo;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.plan.Preset;
import io.jndencode.plan.PresetStore;
import io.jndencode.plan.sidecar.SidecarFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Videos analysed part by part, by commands that know nothing of each other, in this process. */
class FarmAnalysisIT {
    private static final Path VIDEOS = Path.of("test-videos").toAbsolutePath();

    @TempDir
    Path folder;

    private JndModel model;
    private Preset preset;
    private String filters = "";

    @BeforeEach
    void load() {
        model = JndModel.load(new ModelStore(Installation.current()).find("lite")); // looks at the frame before, too
        preset = new PresetStore(Installation.current()).load("default");
    }

    @AfterEach
    void close() {
        model.close();
    }

    /** Runs every task as a command line of its own. */
    private static class Machines implements CommandRunner {
        final List<String> done = new ArrayList<>();

        @Override
        public Batch start(List<RemoteCommand> commands, Consumer<FarmEvent> listener) {
            commands.forEach(this::one);
            return () -> {};
        }

        void one(RemoteCommand command) {
            CliRun run =
                    CliRun.of(command.words().subList(1, command.words().size()).toArray(String[]::new));
            if (run.code() != 0) {
                throw new JndException.Encode(run.err());
            }
            done.add(command.words().get(1));
        }

        @Override
        public void close() {}
    }

    private FarmAnalysis.Outcome analyse(Path clip, double seconds, CommandRunner machines) {
        FarmAnalysis.Request request = new FarmAnalysis.Request(
                clip,
                preset,
                model.file().toString(),
                List.of("jnd-encode"),
                folder.resolve("work"),
                seconds,
                List.of(filters));
        return new FarmAnalysis(request, machines, event -> {}).run(model);
    }

    private EncodeJob job(Path clip) {
        EncodeJob job = new EncodeJob(
                new JobRequest(clip, preset, null, false, Resources.ofThisMachine()), model, progress -> {});
        return filters.isEmpty() ? job : job.knowing(FilteredVideo.of(MediaProbe.probe(clip), FilterChain.of(filters)));
    }

    private void assertSamePlan(Path clip, FarmAnalysis.Outcome outcome) {
        assertThat(outcome).isInstanceOf(FarmAnalysis.Outcome.Found.class);
        FarmAnalysis.Outcome.Found found = (FarmAnalysis.Outcome.Found) outcome;
        assertThat(SidecarFile.text(job(clip).plan(found.pictures().get(0)).sidecar()))
                .isEqualTo(SidecarFile.text(job(clip).run().sidecar()));
    }

    /** The borders of the first lie in shots and in the dissolve, its pictures cross them; those of the others lie as they come. */
    @ParameterizedTest
    @CsvSource({
        "sintel-open.mp4, 1, 6, ''",
        "sintel-splice.mp4, 0.5, 5, ''",
        "sintel-extras.mkv, 3, 2, ''",
        "sintel-splice.mp4, 0.5, 5, 'crop=400:200,scale=160:90'"
    })
    void aVideoInPartsHasThePlanOfOneMachine(String name, double seconds, int parts, String chain) {
        filters = chain;
        Path clip = VIDEOS.resolve(name);
        FarmAnalysis.Outcome outcome = analyse(clip, seconds, new Machines());
        assertSamePlan(clip, outcome);
        assertThat(((FarmAnalysis.Outcome.Found) outcome).parts()).isEqualTo(parts);
    }

    @Test
    void tasksThatRunTwiceInAnyOrderAreHarmless() throws IOException {
        Path clip = VIDEOS.resolve("sintel-open.mp4");
        CommandRunner twiceBackwards = new Machines() {
            @Override
            public void run(List<RemoteCommand> commands, Consumer<FarmEvent> listener) {
                for (int i = 2 * commands.size() - 1; i >= 0; i--) {
                    one(commands.get(i / 2));
                }
            }
        };
        assertSamePlan(clip, analyse(clip, 1, twiceBackwards));
        try (Stream<Path> files = Files.list(folder.resolve("work"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))).noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    void afterALossOnlyWhatIsMissingIsDoneAgain() throws IOException {
        Path clip = VIDEOS.resolve("sintel-open.mp4");
        CommandRunner dying = new Machines() {
            @Override
            void one(RemoteCommand command) {
                if (done.size() == 4) {
                    throw new JndException.Encode("all machines are lost");
                }
                super.one(command);
            }
        };
        assertThatThrownBy(() -> analyse(clip, 1, dying)).hasMessageContaining("all machines are lost");
        Path torn = folder.resolve("work/scan-000001");
        byte[] whole = Files.readAllBytes(torn);
        Files.write(torn, Arrays.copyOf(whole, whole.length / 2));
        Map<Path, FileTime> before = times();
        assertSamePlan(clip, analyse(clip, 1, new Machines()));
        Map<Path, FileTime> after = times();
        assertThat(before.keySet().stream().filter(file -> !Objects.equals(before.get(file), after.get(file))))
                .containsExactly(torn);
        assertThat(torn).hasBinaryContent(whole);
    }

    private Map<Path, FileTime> times() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("work"))) {
            return files.collect(Collectors.toMap(file -> file, file -> {
                try {
                    return Files.getLastModifiedTime(file);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sintel-phone.mp4, 1, has no two parts",
        "sintel-splice.mp4, 60, has no two parts",
    })
    void aVideoWithoutTwoPartsIsForOneMachine(String name, double seconds, String reason) {
        assertOneMachine(analyse(VIDEOS.resolve(name), seconds, new Machines()), reason);
    }

    private static void assertOneMachine(FarmAnalysis.Outcome outcome, String reason) {
        assertThat(outcome).isInstanceOf(FarmAnalysis.Outcome.OneMachine.class);
        assertThat(((FarmAnalysis.Outcome.OneMachine) outcome).reason()).contains(reason);
    }

    @Test
    void aTruncatedVideoIsForOneMachine() throws IOException {
        byte[] whole = Files.readAllBytes(VIDEOS.resolve("sintel-extras.mkv"));
        Path torn = Files.write(folder.resolve("torn.mkv"), Arrays.copyOf(whole, whole.length / 2));
        assertOneMachine(analyse(torn, 1, new Machines()), "it promises ");
    }

    /** What the decoder does not notice is the same for all; what it notices is for one machine to judge. */
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.45, 0.7})
    void aDamagedVideoIsForOneMachineOrHasItsPlan(double where) throws IOException {
        byte[] bytes = Files.readAllBytes(VIDEOS.resolve("sintel-open.mp4"));
        for (int i = 0; i < 60; i++) {
            bytes[(int) (where * bytes.length) + i] ^= (byte) (i * 7 + 1);
        }
        Path file = Files.write(folder.resolve("damaged.mp4"), bytes);
        FarmAnalysis.Outcome outcome = analyse(file, 1, new Machines());
        if (outcome instanceof FarmAnalysis.Outcome.Found) {
            assertSamePlan(file, outcome);
            assertThat(job(file).run().lostFrames()).isZero();
        }
    }

    @Test
    void aMachineWithAnotherModelRefuses() {
        Path other = TinyModel.green().write(folder.resolve("other.onnx"));
        CommandRunner otherModel = new Machines() {
            @Override
            void one(RemoteCommand command) {
                super.one(new RemoteCommand(command.words().stream()
                        .map(word -> word.equals(model.file().toString()) ? other.toString() : word)
                        .toList()));
            }
        };
        assertThatThrownBy(() -> analyse(VIDEOS.resolve("sintel-open.mp4"), 2, otherModel))
                .hasMessageContaining("is not the one the shots are to be judged by");
    }

    @Test
    void aFarmSaysWhyOneMachineAnalysesAlone() {
        Path clip = VIDEOS.resolve("sintel-deep-coarse.mp4");
        CliRun run = CliRun.of(
                "farm",
                clip.toString(),
                "--model",
                model.file().toString(),
                "--preset",
                "fast",
                "--master",
                "processes[1]",
                "-o",
                folder.resolve("out.mp4").toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("this machine analyses " + clip + " alone: it has no two parts of 30 s");
    }
}
