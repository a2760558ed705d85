package io.jndencode.report;

import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.quality.ShotQuality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The input of a report.
 *
 * @param sidecar the record of the job
 * @param files the job's files
 * @param quality measurements of all shots in order, empty if there are none
 * @param origin further information on how the job was run
 */
public record ReportRequest(Sidecar sidecar, Files files, List<ShotQuality> quality, Origin origin) {
    /**
     * The files of a job.
     *
     * @param sidecar the record of the job
     * @param source the video read, null if it no longer exists
     * @param output the encode, null if there is none
     */
    public record Files(
            Path sidecar, @Nullable Path source, @Nullable Path output) {
        public Files {
            Objects.requireNonNull(sidecar, "sidecar is null");
        }
    }

    /**
     * How the job was run.
     *
     * @param command the command line as typed, null if unknown
     * @param model the model's metadata by property; empty if the model is not available
     * @param notes what the reader should know, one sentence each
     */
    public record Origin(@Nullable String command, Map<String, String> model, List<String> notes) {
        public Origin {
            model = Map.copyOf(model);
            notes = List.copyOf(notes);
        }
    }

    public ReportRequest {
        Objects.requireNonNull(sidecar, "sidecar is null");
        Objects.requireNonNull(files, "files is null");
        Objects.requireNonNull(origin, "origin is null");
        quality = List.copyOf(quality);
    }

    /** Returns this request with measurements, and with a note if there is one. */
    ReportRequest with(List<ShotQuality> measured, @Nullable String note) {
        List<String> notes = new ArrayList<>(origin.notes());
        if (note != null) {
            notes.add(note);
        }
        return new ReportRequest(sidecar, files, measured, new Origin(origin.command(), origin.model(), notes));
    }
}
