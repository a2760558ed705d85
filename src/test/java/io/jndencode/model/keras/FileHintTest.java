package io.jndencode.model.keras;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.jnd.JndLevel;
import io.jndencode.model.Architecture;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileHintTest {
    @ParameterizedTest
    @CsvSource({
        "LATJND1.h5, LAT",
        "E2ELATJND2.h5, E2E_LAT",
        "RECJND3.h5, REC",
        "E2ERECJND3.h5, E2E_REC",
        "MJLAT.h5, MJ_LAT",
        "mj-rec.weights.h5, MJ_REC",
        "JND1Reconstruction.h5, JND_RECON",
        "ImgReconstruction.h5, IMG_RECON",
        "my_lat_2.h5, LAT"
    })
    void thePublishedNamesAndTheirLikeAreKnown(String name, Architecture network) {
        assertThat(FileHint.network(Path.of("JND2", name))).contains(network);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flat.h5", "BestModelJND1.h5", "latest.h5", "record.h5", "weights.h5"})
    void otherNamesSayNothing(String name) {
        assertThat(FileHint.network(Path.of(name))).isEmpty();
    }

    @Test
    void theLevelIsReadFromTheNameOfTheFileAlone() {
        assertThat(FileHint.level(Path.of("JND1", "E2ELATJND2.h5"))).contains(JndLevel.JND2);
        assertThat(FileHint.level(Path.of("JND1", "MJLAT.h5"))).isEmpty();
    }
}
