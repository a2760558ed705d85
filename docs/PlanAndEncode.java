import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.jnd.ModelStore;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.job.EncodeJob;
import io.jndencode.job.JobOutcome;
import io.jndencode.job.JobRequest;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.Preset;
import io.jndencode.plan.PresetStore;
import java.nio.file.Path;
import java.util.Map;

/**
 * jnd-encode inside another program: {@code java -cp 'target/jnd-encode/lib/*' -Djnd.home=. docs/PlanAndEncode.java INPUT OUTPUT}.
 */
public final class PlanAndEncode {
    public static void main(String[] args) {
        Installation home = Installation.current(); // jnd.home: the folder with presets/ and onnx-models/
        Preset preset = new PresetStore(home).load("fast").with(Map.of("target", "JND2", "maxQp", 36));
        JobRequest request = new JobRequest(Path.of(args[0]), preset, Path.of(args[1]), true, Resources.ofThisMachine());

        // A model is loaded once, for any number of jobs; every job runs on the calling thread, which may be interrupted.
        try (JndModel model = JndModel.load(new ModelStore(home).find("mj-lat"))) {
            JobOutcome outcome = new EncodeJob(request, model, PlanAndEncode::tell).run();
            System.out.printf("%d shots, %.1f %% saved%n", outcome.plan().shots().size(), 100 * outcome.sidecar().totals().saved());
        } catch (JndException e) {
            System.err.println(e.getMessage()); // one sentence for a person
            System.exit(e.exitCode()); // as the command line's
        }
    }

    /** Called from several threads, one at a time. */
    private static void tell(Progress progress) {
        if (progress instanceof Progress.Planned planned) {
            PlannedShot shot = planned.shot();
            System.out.printf("shot %d: frames %s at QP %d%n", shot.shot().index(), shot.shot().frames(), shot.qp());
        }
    }
}
