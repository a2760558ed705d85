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
 * What a report is made from.
 *
 * @param sidecar the record of the job
 * @param files where its files are
 * @param quality measurements of all shots in order, empty where there are none
 * @param origin what else is known of how it came about
 */
public record ReportRequest(Sidecar sidecar, Files files, List<ShotQuality> quality, Origin origin) {
    /**
     * The files of a job.
     *
     * @param sidecar its record
     * @param source the video read, null where it is not there any more
     * @param output the encode, null where there is none
     */
    public record Files(
            Path sidecar, @Nullable Path source, @Nullable Path output) {
        public Files {
            Objects.requireNonNull(sidecar, "sidecar is null");
        }
    }

    /**
     * How the job came about.
     *
     * @param command as it was typed, null where it is not known
     * @param model what the model says of itself, by property; empty where it is not at hand
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

    /** The same with measurements, and a note where there is one. */
    ReportRequest with(List<ShotQuality> measured, @Nullable String note) {
        List<String> notes = new ArrayList<>(origin.notes());
        if (note != null) {
            notes.add(note);
        }
        return new ReportRequest(sidecar, files, measured, new Origin(origin.command(), origin.model(), notes));
    }
}
