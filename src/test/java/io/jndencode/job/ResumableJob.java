package io.jndencode.job;

import io.jndencode.Installation;
import io.jndencode.cli.SmallClips;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.encode.VerifyOptions;
import io.jndencode.encode.resume.Journal;
import io.jndencode.encode.resume.JournalRecord;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.media.TimeRange;
import io.jndencode.plan.Preset;
import io.jndencode.plan.PresetStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One job, run again and again for the same output. */
abstract class ResumableJob {
    static final Resources KEEP = new Resources(2, null, true);
    static final Resources PLAIN = new Resources(2, null, false);

    @TempDir
    Path folder;

    final List<Progress> events = Collections.synchronizedList(new ArrayList<>());
    Path clip;
    Path output;
    TinyModel tiny = TinyModel.green();
    Map<String, Object> changes = Map.of("x264Preset", "ultrafast");

    @BeforeEach
    void copyClip() throws IOException {
        clip = SmallClips.splice(folder.resolve("clip.mp4"));
        output = folder.resolve("out.mp4");
    }

    JobOutcome run(Resources work, Consumer<Progress> also) {
        events.clear();
        Preset preset = new PresetStore(Installation.current()).load("default").with(changes);
        try (JndModel model = JndModel.load(tiny.write(folder.resolve("tiny.onnx")), 1)) {
            return new EncodeJob(new JobRequest(clip, preset, output, true, work), model, event -> {
                        events.add(event);
                        also.accept(event);
                    })
                    .run();
        }
    }

    JobOutcome run(Resources work) {
        return run(work, event -> {});
    }

    byte[] bytes() throws IOException {
        return Files.readAllBytes(output);
    }

    long encoded(boolean kept) {
        return events.stream()
                .filter(event -> event instanceof Progress.Encoded shot && shot.kept() == kept)
                .count();
    }

    Path workFolder() {
        return folder.resolve(".jnd-encode-out.mp4");
    }

    long judged() throws IOException {
        return Journal.read(workFolder().resolve("journal.ndjson")).stream()
                .filter(JournalRecord.Judged.class::isInstance)
                .count();
    }

    JobOutcome plan(Resources work, Consumer<Progress> listener) {
        Preset preset = new PresetStore(Installation.current()).load("default").with(changes);
        try (JndModel model = JndModel.load(tiny.write(folder.resolve("tiny.onnx")), 1)) {
            JobRequest request =
                    new JobRequest(clip, TimeRange.WHOLE, null, preset, null, output, false, work, VerifyOptions.NONE);
            return new EncodeJob(request, model, listener).run();
        }
    }
}
