package io.jndencode.shot.detect;

import io.jndencode.media.MediaData;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The detector on splices of many kinds of video. */
class ClipsDetectionIT {
    @Test
    @Tag("long")
    void splicesAreTakenApart() throws IOException {
        Path data = MediaData.file("CATALOGUE.tsv").resolveSibling(".");
        DetectionGoals.areMet("clips", RealTakes.clips(data, false), 7);
    }
}
