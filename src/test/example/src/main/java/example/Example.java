package example;

import io.jndencode.Installation;
import io.jndencode.encode.Resources;
import io.jndencode.jnd.ModelStore;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.job.EncodeJob;
import io.jndencode.job.JobOutcome;
import io.jndencode.job.JobRequest;
import io.jndencode.plan.PresetStore;
import java.nio.file.Path;

/** Encodes a video: {@code Example INPUT OUTPUT}. Knows nothing of where jnd-encode is installed: its jars have all it needs. */
public final class Example {
    private Example() {}

    public static void main(String[] args) {
        Installation none = Installation.current();
        JobRequest request = new JobRequest(
                Path.of(args[0]),
                new PresetStore(none).load("fast"),
                Path.of(args[1]),
                true,
                Resources.ofThisMachine());
        try (JndModel model = JndModel.load(new ModelStore(none).find(ModelStore.DEFAULT_MODEL))) {
            JobOutcome outcome = new EncodeJob(request, model, progress -> {}).run();
            System.out.println(outcome.plan().shots().size() + " shots");
        }
    }
}
