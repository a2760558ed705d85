package io.jndencode.cli;

import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.encode.EncodeJob;
import io.jndencode.encode.EncodePipeline;
import io.jndencode.encode.JobOutcome;
import io.jndencode.encode.JobRequest;
import io.jndencode.encode.Work;
import io.jndencode.farm.CommandRunner;
import io.jndencode.farm.FarmEvent;
import io.jndencode.farm.FarmJob;
import io.jndencode.farm.OwnProgram;
import io.jndencode.farm.ProcessRunner;
import io.jndencode.farm.SparkInstallation;
import io.jndencode.farm.SparkRunner;
import io.jndencode.jnd.JndModel;
import io.jndencode.jnd.ModelStore;
import io.jndencode.plan.Preset;
import io.jndencode.plan.SidecarFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The main job, its shots encoded by the machines of an Apache Spark cluster. */
@Command(
        name = "farm",
        header = "Encodes videos on an Apache Spark cluster, a task a shot; the output is that of one machine.",
        description = {
            "",
            "Every machine needs jnd-encode under the same path (or --program), and must see the videos and the output's folder"
                    + " under the same paths. Spark is not part of jnd-encode: --spark-home or SPARK_HOME names it.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class FarmCommand implements Callable<Integer> {
    private static final Pattern PROCESSES = Pattern.compile("processes\\[(\\d{1,3})]");

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "INPUT", description = "the videos")
    private List<Path> inputs = List.of();

    @Option(
            names = "--master",
            required = true,
            paramLabel = "MASTER",
            description =
                    "spark://HOST:PORT, local[N] or whatever else Spark knows; processes[N]: N processes here, without Spark")
    private String master = "";

    @Option(names = "--spark-home", paramLabel = "DIR", description = "where Spark is installed (default: SPARK_HOME)")
    private @Nullable Path sparkHome;

    @Option(names = "--spark-conf", paramLabel = "KEY=VALUE", description = "a setting of Spark's, may be repeated")
    private Map<String, String> settings = Map.of();

    @Option(
            names = "--program",
            paramLabel = "COMMAND",
            description = "how jnd-encode is started on the machines (default: as it was started here)")
    private @Nullable String program;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private PlanOptions plan = new PlanOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    FarmCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        Preset preset = plan.preset();
        Map<Path, OutputPlace> places = new LinkedHashMap<>();
        for (Path input : inputs) {
            Inputs.checkVideo(input);
            OutputPlace place =
                    OutputPlace.of(input, preset.target(), output.output(), output.folder(inputs.size() > 1));
            EncodePipeline.check(preset.encoder(), place.video());
            OutputPlace.checkWritable(place.video(), input, output.overwrite());
            OutputPlace.checkWritable(place.sidecar(), input, output.overwrite());
            // The machines of the farm have other working folders.
            places.put(input.toAbsolutePath(), place);
        }
        try (JndModel model = JndModel.load(new ModelStore(Installation.current()).find(plan.model));
                CommandRunner runner = runner()) {
            places.forEach((input, place) -> encode(input, place, preset, model, runner));
        }
        return 0;
    }

    private void encode(Path input, OutputPlace place, Preset preset, JndModel model, CommandRunner runner) {
        say("analysing " + input);
        JobOutcome planned = new EncodeJob(
                        new JobRequest(input, preset, null, false, Work.ofThisMachine()), model, progress -> {})
                .run();
        say("encoding %d shots of %s".formatted(planned.plan().shots().size(), input));
        List<String> words = program == null ? OwnProgram.command() : List.of(program);
        FarmJob.Result result = new FarmJob(
                        new FarmJob.Request(planned.sidecar(), input, place.video(), output.overwrite(), words),
                        runner,
                        this::tell)
                .run();
        SidecarFile.write(result.outcome().sidecar(), place.sidecar());
        result.warnings().forEach(this::say);
        say(String.format(
                Locale.ROOT,
                "%d tasks in %.1f s, %.1f s of work on %s, %d attempts lost",
                result.tasks(),
                result.seconds(),
                result.taskSeconds(),
                String.join(" ", result.hosts()),
                result.lost()));
        console.result(place.video().toString());
    }

    private void tell(FarmEvent event) {
        if (event instanceof FarmEvent.Lost lost) {
            say("attempt %d of task %d was lost on %s".formatted(lost.attempt() + 1, lost.index(), lost.host()));
        }
    }

    private void say(String line) {
        if (!common.quiet()) {
            console.say("jnd-encode: " + line);
        }
    }

    private CommandRunner runner() {
        Matcher processes = PROCESSES.matcher(master);
        if (processes.matches()) {
            int places = Integer.parseInt(processes.group(1));
            if (places < 1) {
                throw new JndException.Usage("--master processes[N] needs at least one process");
            }
            return new ProcessRunner(places);
        }
        SparkInstallation spark = SparkInstallation.find(sparkHome, System.getenv());
        try {
            Path folder = Files.createTempDirectory("jnd-encode-spark-");
            return new SparkRunner(spark, master, settings, folder);
        } catch (IOException e) {
            throw new JndException.Encode("cannot make a folder for Spark's log: " + e.getMessage(), e);
        }
    }
}
