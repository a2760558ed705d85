package io.jndencode.job;

import io.jndencode.BoundedTasks;
import io.jndencode.JndException;
import io.jndencode.encode.EncodedShot;
import io.jndencode.encode.cap.RateCeiling;
import io.jndencode.encode.shot.MemoryBudget;
import io.jndencode.media.MediaInfo;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.PlannedShot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes segments again that would take a joined stream over the ceiling on its rate, into files of its own beside them, where a stitch that
 * was interrupted finds them again.
 */
final class CappedShots {
    private final StitchJob.Request request;
    private final MediaInfo source;
    private final List<PlannedShot> planned;

    CappedShots(StitchJob.Request request, MediaInfo source) {
        this.request = request;
        this.source = source;
        this.planned = request.sidecar().plan().shots();
    }

    /** Encodes shots again, several at once, until all fit. */
    RateCeiling.Held hold(List<EncodedShot> shots) {
        EncoderChoice encoder = request.sidecar().encoder().choice();
        int count = MemoryBudget.workers(source.video(), encoder);
        try (BoundedTasks tasks = new BoundedTasks("jnd-encoder", "encoding " + source.file(), count, count)) {
            return new RateCeiling(encoder, source.file()).hold(shots, tasks, this::again);
        }
    }

    private EncodedShot again(RateCeiling.Anew anew) {
        int place = place(anew.next());
        Path file = file(place);
        if (Files.exists(file) && !ShotJob.isReplaceable(file)) {
            throw new JndException.Encode(
                    "shot %d has to be encoded again as %s, which exists and is no segment: move it out of the way"
                            .formatted(anew.next().shot().index(), file));
        }
        List<PlannedShot> shots = new ArrayList<>(planned);
        shots.set(place, anew.next());
        ShotJob.Outcome outcome = new ShotJob(
                        new ShotJob.Request(request.sidecar().decided(shots), request.source(), place, file),
                        progress -> {})
                .run();
        return new EncodedShot(anew.next(), outcome.segment(), anew.earlier().attempts() + 1, 0, null, null);
    }

    private int place(PlannedShot shot) {
        int first = planned.get(0).shot().index();
        return shot.shot().index() - first;
    }

    private Path file(int place) {
        Path segment = request.segments().get(place);
        return segment.resolveSibling(segment.getFileName() + ".capped");
    }

    /** Removes the files, once they are joined. */
    void remove(List<EncodedShot> joined) {
        try {
            for (int place = 0; place < joined.size(); place++) {
                Path file = file(place);
                if (joined.get(place).segment().file().equals(file)) {
                    Files.deleteIfExists(file);
                    Files.deleteIfExists(ShotJob.note(file));
                }
            }
        } catch (IOException e) {
            throw new JndException.Encode("cannot remove a segment: " + e.getMessage(), e);
        }
    }
}
