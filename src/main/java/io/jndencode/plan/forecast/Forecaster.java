package io.jndencode.plan.forecast;

import io.jndencode.analysis.AnalysedShot;
import io.jndencode.media.VideoStream;
import io.jndencode.plan.crf.CrfScene;
import io.jndencode.plan.crf.RateMapping;
import io.jndencode.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Forecasts how large the encodes of a video's shots are, with one encoder and its settings. */
public final class Forecaster {
    private static final String RESOURCE = "forecast.json";

    /** The parameters of this version, by {@link Settings#key}. */
    private static final Map<String, EncoderForecast> KNOWN = read();

    private final EncoderForecast model;
    private final Settings settings;
    private final VideoStream video;

    /**
     * The settings of an encoder that a size depends on.
     *
     * @param encoder {@code x264}, {@code x265} or {@code svt-av1}
     * @param crf whether shots are encoded at CRFs
     * @param preset the encoder's own
     * @param plain whether no further option of the encoder is set
     */
    public record Settings(String encoder, boolean crf, String preset, boolean plain) {
        /** Returns the name of the parameters, such as {@code x264 cqp}. */
        public String key() {
            return encoder + (crf ? " crf" : " cqp");
        }
    }

    /**
     * The parameters of a version, as a file.
     *
     * @param schema {@value #SCHEMA}
     * @param encoders the parameters by encoder and rate control
     */
    public record Parameters(String schema, Map<String, EncoderForecast> encoders) {
        public static final String SCHEMA = "jnd-encode/forecast/1";

        public Parameters {
            encoders = Map.copyOf(encoders);
        }
    }

    /** Creates a forecaster for the shots of a video, as it is encoded: behind its filters. */
    public Forecaster(Settings settings, VideoStream video) {
        this.settings = settings;
        this.video = video;
        this.model = known(settings);
    }

    static EncoderForecast known(Settings settings) {
        return Objects.requireNonNull(KNOWN.get(settings.key()), settings.key());
    }

    private static Map<String, EncoderForecast> read() {
        try (InputStream in = Forecaster.class.getResourceAsStream(RESOURCE)) {
            return Json.mapper()
                    .readValue(Objects.requireNonNull(in, RESOURCE), Parameters.class)
                    .encoders();
        } catch (IOException e) {
            throw new UncheckedIOException("the parameters of the forecast cannot be read: " + RESOURCE, e);
        }
    }

    /**
     * Forecasts the size of a shot's coded frames.
     *
     * @param qp the constant QP of x264 that it is encoded at or should look like
     * @param crf the CRF it is encoded at; null at a constant QP
     * @param keyFrames number of frames that are coded as key frames
     */
    public ShotForecast of(AnalysedShot shot, int qp, @Nullable Double crf, long keyFrames) {
        CrfScene scene = CrfScene.of(shot.traits(), shot.shot().frames().length(), video);
        ForecastScene known = new ForecastScene(scene, ForecastScene.Probes.of(shot.probes()), keyFrames, qp, crf);
        double step = crf == null ? 1 : RateMapping.of(settings.encoder()).step(qp);
        return ShotForecast.of(
                model.of(known, settings.preset(), settings.plain()),
                scene.frames(),
                crf == null ? qp : crf,
                model.slope(known, step));
    }
}
