package io.jndencode.plan.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether the reader reads as Av1an does: zones of the kinds Av1an's own tests hold, with what those expect. */
class Av1anReaderTest {
    @Test
    void valuesFollowAnEqualsSignOrABlank() {
        assertThat(Av1anReader.zone("45 729 aom --cq-level=20 --photon-noise 4 -x 60 --min-scene-len 12", 6900))
                .isEqualTo(new Av1anReader.Scene(
                        45,
                        729,
                        "aom",
                        false,
                        Map.of("--cq-level", "20", "--photon-noise", "4", "-x", "60", "--min-scene-len", "12")));
    }

    @Test
    void resetAndTheEndOfTheVideo() {
        assertThat(Av1anReader.zone("729 1337 rav1e reset -s 3 -q 45", 6900))
                .isEqualTo(new Av1anReader.Scene(729, 1337, "rav1e", true, Map.of("-s", "3", "-q", "45")));
        assertThat(Av1anReader.zone("5000 -1 rav1e reset", 6900))
                .isEqualTo(new Av1anReader.Scene(5000, 6900, "rav1e", true, Map.of()));
    }

    /** Av1an takes {@code --qp} for the value of {@code --no-cabac} and leaves the rest unread without a word. */
    @Test
    void whatAv1anWouldLeaveUnreadIsAFailureHere() {
        assertThatThrownBy(() -> Av1anReader.zone("0 10 x264 reset --no-cabac --qp 20", 6900))
                .isInstanceOf(AssertionError.class);
    }
}
