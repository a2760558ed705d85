package io.jndencode.plan.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.plan.Plans;
import io.jndencode.plan.forecast.ShotForecast;
import io.jndencode.plan.forecast.SizeForecast;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a sidecar says of sizes is of the rates and shots it has, whoever changed them. */
class RenewedForecastTest {
    private static final long BYTES = 64_000;

    /** The plan for tests, every shot of which is expected to have the same size, and half of it with 4 QPs more. */
    private static Sidecar plan() {
        Sidecar bare = Plans.sidecar();
        List<SidecarShot> shots = bare.shots().stream()
                .map(shot ->
                        new SidecarShot(shot.extent(), shot.prediction(), shot.settings(), forecast(shot), null, null))
                .toList();
        long all = BYTES * shots.size();
        SidecarForecast total = SidecarForecast.of(new SizeForecast(all, all / 2, all * 2), 1_000_000L, 5_000L);
        return new Sidecar(
                bare.schema(),
                bare.tool(),
                bare.source(),
                null,
                bare.model(),
                bare.target(),
                bare.preset(),
                bare.planning(),
                bare.encoder(),
                shots,
                total,
                null);
    }

    private static ShotForecast forecast(SidecarShot shot) {
        long frames = shot.extent().endFrame() - shot.extent().startFrame();
        return new ShotForecast(
                BYTES, BYTES / 2, BYTES * 2, frames, shot.settings().quantiser(), -0.25);
    }

    private static Sidecar edited(String from, String to) {
        String text = SidecarFile.text(plan());
        assertThat(text).contains(from);
        return SidecarFile.parse(text.replaceFirst(java.util.regex.Pattern.quote(from), to), "x.json");
    }

    private static SidecarForecast total(Sidecar sidecar) {
        return Objects.requireNonNull(sidecar.forecast());
    }

    private static @Nullable ShotForecast first(Sidecar sidecar) {
        return sidecar.shots().get(0).forecast();
    }

    @Test
    void aPlanThatNobodyChangedStaysAsItIs() {
        assertThat(SidecarFile.parse(SidecarFile.text(plan()), "x.json")).isEqualTo(plan());
        assertThat(SidecarForecast.missing(plan()))
                .isNotEmpty()
                .get()
                .asString()
                .contains("the source's frames are");
    }

    @Test
    void aQpThatAPersonChangedChangesTheSizeOfItsShotAndOfTheWhole() {
        int qp = plan().shots().get(0).qp();
        Sidecar edited = edited("\"qp\": " + qp + ",", "\"qp\": " + (qp + 4) + ",");
        assertThat(Objects.requireNonNull(first(edited)).bytes()).isEqualTo(BYTES / 2);
        long others = BYTES * (plan().shots().size() - 1);
        assertThat(total(edited).videoBytes()).isEqualTo(others + BYTES / 2);
        assertThat(total(edited).otherBytes()).isEqualTo(5_000);
        assertThat(total(edited).outputBytes()).isEqualTo(others + BYTES / 2 + 5_000);
        assertThat(edited.plan().shots().get(0).forecast()).isEqualTo(first(edited));
        // Written, read and changed back it is the plan's again.
        assertThat(SidecarFile.parse(SidecarFile.text(edited), "x.json")).isEqualTo(edited);
    }

    @Test
    void ratesThatMeasuringChangedCountToo() {
        List<Integer> qps = plan().shots().stream().map(shot -> shot.qp() + 4).toList();
        Sidecar refined = plan().withQps(qps);
        assertThat(refined.shots()).allSatisfy(shot -> {
            assertThat(Objects.requireNonNull(shot.forecast()).bytes()).isEqualTo(BYTES / 2);
            assertThat(shot.forecast().rate()).isEqualTo(shot.qp());
        });
        assertThat(total(refined).videoBytes()).isEqualTo(BYTES / 2 * qps.size());
    }

    @Test
    void ofAShotThatAPersonMadeNothingIsKnownNorOfTheWhole() {
        String text = SidecarFile.text(plan()).replaceFirst("(?s)\"forecast\": \\{.*?\\},\\s*", "");
        Sidecar without = SidecarFile.parse(text, "x.json");
        assertThat(first(without)).isNull();
        assertThat(without.forecast()).isNull();
        assertThat(SidecarForecast.missing(without))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .isEqualTo(
                                "the sidecar does not say how large shot 0 will be, so it is not known what will be saved:"
                                        + " plan the video again"));
    }

    @Test
    void forecastsOfEarlierVersionsAreReadAndNotTrusted() {
        String old = SidecarFile.text(plan())
                .replaceAll("(?s),\\s*\"frames\": \\d+,\\s*\"rate\": [0-9.]+,\\s*\"slope\": -0.25", "");
        Sidecar read = SidecarFile.parse(old, "x.json");
        assertThat(Objects.requireNonNull(first(read)).renewable()).isFalse();
        assertThat(total(read)).isEqualTo(total(plan()));
        assertThat(SidecarForecast.missing(read)).get().asString().contains("how large shots 0, 1");
    }
}
