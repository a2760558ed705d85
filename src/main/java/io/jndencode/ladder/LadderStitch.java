package io.jndencode.ladder;

import io.jndencode.JndException;
import io.jndencode.encode.resume.BuildFolder;
import io.jndencode.encode.resume.Keys;
import io.jndencode.job.SidecarSource;
import io.jndencode.job.StitchJob;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.packaging.FinishedEncode;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Joins the segments that machines made of the plan of a ladder, and packages them: the same files as one machine makes. Used once. */
public final class LadderStitch {
    private final Request request;
    private final Consumer<LadderProgress> listener;

    /**
     * What to join.
     *
     * @param plan the plan
     * @param source its video
     * @param segment the file of a shot in a rung
     * @param output the folder to create
     */
    public record Request(LadderPlan plan, Path source, BiFunction<Rung, Integer, Path> segment, Path output) {}

    public LadderStitch(Request request, Consumer<LadderProgress> listener) {
        this.request = request;
        this.listener = listener;
    }

    /** Returns whether a folder is the ladder of exactly this plan. */
    public static boolean isOf(LadderPlan plan, Path output) {
        Path file = output.resolve(LadderRecord.FILE);
        try {
            if (!Files.isRegularFile(file)) {
                return false;
            }
            LadderRecord made = Json.mapper().readValue(Files.readString(file), LadderRecord.class);
            Sidecar first = plan.sidecars().get(0);
            return made.source().equals(first.source())
                    && made.tool().equals(first.tool())
                    && Objects.equals(made.model(), first.model())
                    && made.rungs().size() + made.dropped().size()
                            == plan.rungs().size() + plan.dropped().size()
                    && made.rungs().stream()
                            .allMatch(rung -> plan.rungs().stream().anyMatch(each -> isOf(each, rung)));
        } catch (IOException | JndException.Usage e) { // not readable as a ladder's, so not ours
            return false;
        }
    }

    private static boolean isOf(LadderPlan.Planned planned, LadderRecord.RungRecord made) {
        List<SidecarShot> shots = planned.sidecar().shots();
        if (!made.rung().equals(planned.rung().toString()) || made.shots().size() != shots.size()) {
            return false;
        }
        boolean capped = planned.sidecar().encoder().choice().cap().limits(); // which may have coarsened some
        for (int i = 0; i < shots.size(); i++) {
            if (!capped && made.shots().get(i).qp() != shots.get(i).qp()) {
                return false;
            }
        }
        return true;
    }

    /** Joins and packages. */
    public LadderRecord run() {
        LadderPlan plan = request.plan();
        plan.dropped().forEach(dropped -> listener.accept(new LadderProgress.Dropped(dropped)));
        try (BuildFolder folder = BuildFolder.open(request.output(), true)) {
            LadderFinish finish = new LadderFinish(folder, plan.segmentSeconds(), listener);
            plan.remarks().forEach(finish::warn);
            List<Rendition> renditions = new ArrayList<>();
            MediaInfo source =
                    SidecarSource.opened(request.source(), plan.sidecars().get(0));
            Keys keys = Keys.of(source);
            for (LadderPlan.Planned rung : plan.rungs()) {
                boolean first = renditions.isEmpty();
                rung.remarks().forEach(finish::warn);
                renditions.add(join(
                        rung,
                        folder,
                        remark -> RungPreset.inLadder(remark, first).ifPresent(finish::warn)));
            }
            LadderRecord record = finish.of(renditions, plan.dropped(), plan.auto());
            finish.complete(keys, source);
            return record;
        }
    }

    private Rendition join(LadderPlan.Planned rung, BuildFolder folder, Consumer<String> remarks) {
        Sidecar sidecar = rung.sidecar();
        Path file = folder.path().resolve(rung.rung().name() + ".mp4");
        List<Path> segments = new ArrayList<>();
        for (int shot = 0; shot < sidecar.shots().size(); shot++) {
            segments.add(request.segment().apply(rung.rung(), shot));
        }
        StitchJob.Joined joined =
                new StitchJob(new StitchJob.Request(sidecar, request.source(), segments, file, true)).run();
        joined.warnings().forEach(remarks);
        Rendition rendition = new Rendition(
                rung.rung(),
                SidecarSource.opened(request.source(), sidecar),
                rung.keyint(),
                new FinishedEncode(file),
                joined.outcome(),
                null);
        listener.accept(new LadderProgress.Encoded(rendition));
        return rendition;
    }
}
