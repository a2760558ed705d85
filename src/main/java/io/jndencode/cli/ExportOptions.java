package io.jndencode.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Files the plan is written to, beside or instead of encoding it. */
final class ExportOptions {
    @Option(
            names = "--sidecar",
            paramLabel = "FILE",
            description = "where the sidecar goes (default: beside the output)")
    @Nullable
    Path sidecar;

    @Option(
            names = "--zones",
            paramLabel = "FILE",
            description = "write zones for the x264 program (needs the qpfile too)")
    @Nullable
    Path zones;

    @Option(names = "--qpfile", paramLabel = "FILE", description = "write a qpfile for the x264 program")
    @Nullable
    Path qpfile;

    @Option(names = "--script", paramLabel = "FILE", description = "write a shell script of one ffmpeg command a shot")
    @Nullable
    Path script;

    @Option(names = "--csv", paramLabel = "FILE", description = "write the plan as a table")
    @Nullable
    Path csv;

    @Option(names = "--edl", paramLabel = "FILE", description = "write the shots as an edit decision list (CMX 3600)")
    @Nullable
    Path edl;
}
