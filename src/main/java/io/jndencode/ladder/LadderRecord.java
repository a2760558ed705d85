package io.jndencode.ladder;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.jndencode.ladder.playlist.DashManifest;
import io.jndencode.ladder.playlist.HlsPlaylists;
import io.jndencode.ladder.playlist.PackedLadder;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.packaging.SoundTrack;
import io.jndencode.media.packaging.TextTrack;
import io.jndencode.media.packaging.VideoTrack;
import io.jndencode.plan.KeyInterval;
import io.jndencode.plan.forecast.SizeForecast;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarForecast;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.plan.sidecar.SourceVideo;
import io.jndencode.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The record of a ladder, {@code ladder.json}: what was decided for every rung and shot, and what came of it.
 *
 * @param schema {@value #SCHEMA}
 * @param tool the program that made it
 * @param source the video
 * @param model the model that predicted the levels
 * @param hls the file HLS players open
 * @param dash the file DASH players open
 * @param duration seconds of the pictures
 * @param segments length of each piece in seconds, the same in all videos
 * @param shots where they are, the same in all rungs
 * @param rungs those that were encoded, in their order
 * @param audio sound
 * @param subtitles subtitles
 * @param dropped rungs that were left out
 * @param warnings what was left out or may be unexpected
 */
public record LadderRecord(
        String schema,
        Sidecar.Tool tool,
        SourceVideo source,
        Sidecar.@Nullable Model model,
        String hls,
        String dash,
        double duration,
        List<Double> segments,
        List<Span> shots,
        List<RungRecord> rungs,
        List<Sound> audio,
        List<Text> subtitles,
        List<DroppedRung> dropped,
        List<String> warnings) {
    /** Name and major version. Within it, fields may be added but never change their meaning. */
    public static final String SCHEMA = "jnd-encode/ladder/1";

    /** Its name in the folder. */
    public static final String FILE = "ladder.json";

    /** Where a shot is. */
    public record Span(
            int index,
            long startFrame,
            long endFrame,
            @Nullable Double start,
            @Nullable Double end,
            @Nullable String transition) {}

    /**
     * A rung, its fields side by side in the file.
     *
     * @param rung as it was asked for
     * @param folder of its pieces
     * @param coding how it is coded
     * @param aim what was wanted of it
     * @param stream what players are told of it
     * @param forecast the size of its coded pictures that was expected before they were encoded; null if nothing was known of it
     * @param xpsnr of a few frames shown at the size of the largest rung, in dB; only in automatic ladders
     * @param shots in order
     */
    public record RungRecord(
            String rung,
            String folder,
            @JsonUnwrapped Coding coding,
            @JsonUnwrapped Aim aim,
            @JsonUnwrapped StreamFigures stream,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            SizeForecast forecast,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double xpsnr,

            List<ShotRecord> shots) {}

    /** How a rung is coded, and the size of its pictures. */
    public record Coding(String encoder, String encoderPreset, String rateControl, int width, int height) {}

    /**
     * What was wanted of a rung.
     *
     * @param target the level
     * @param keyint the largest distance of key frames
     * @param filters what was done to the picture, empty if nothing
     * @param extrapolated whether its levels are predicted at a size the models have no labels of
     */
    public record Aim(String target, KeyInterval keyint, String filters, boolean extrapolated) {}

    /**
     * What players are told of a rung.
     *
     * @param codecs as in RFC 6381
     * @param bytes of its coded pictures
     * @param averageBandwidth bits per second of the video alone
     * @param peakBandwidth the most bits per second of the video alone, over about a target duration
     */
    public record StreamFigures(String codecs, long bytes, long averageBandwidth, long peakBandwidth) {}

    /** The levels, the decision and the result of a shot in a rung. */
    public record ShotRecord(
            int index,
            SidecarShot.@Nullable Levels jnd,
            @Nullable Double spread,
            @Nullable String confidence,
            int qp,
            @Nullable Double crf,
            long bytes,
            double kbps) {}

    /** A stream of sound. */
    public record Sound(
            String folder, String codecs, String language, String title, int channels, long bytes, long bandwidth) {}

    /** A stream of subtitles. */
    public record Text(String folder, String language, String title, int cues) {}

    /** A rung that was left out. */
    public record DroppedRung(String rung, String reason) {}

    static LadderRecord of(
            List<Rendition> renditions, List<LadderRungs.Dropped> dropped, PackedLadder packed, List<String> warnings) {
        Sidecar first = renditions.get(0).outcome().sidecar();
        List<RungRecord> rungs = new ArrayList<>();
        for (int i = 0; i < renditions.size(); i++) {
            rungs.add(rung(renditions.get(i), packed.videos().get(i), packed.targetDuration()));
        }
        return new LadderRecord(
                SCHEMA,
                first.tool(),
                first.source(),
                first.model(),
                HlsPlaylists.MASTER,
                DashManifest.NAME,
                rounded(packed.seconds()),
                IntStream.range(0, packed.cuts().count())
                        .mapToObj(piece -> rounded(packed.cuts().seconds(piece)))
                        .toList(),
                first.shots().stream().map(LadderRecord::span).toList(),
                rungs,
                packed.sounds().stream().map(LadderRecord::sound).toList(),
                packed.texts().stream().map(LadderRecord::text).toList(),
                dropped.stream()
                        .map(each -> new DroppedRung(each.rung().toString(), each.reason()))
                        .toList(),
                List.copyOf(warnings));
    }

    private static RungRecord rung(Rendition rendition, VideoTrack video, int targetDuration) {
        MediaInfo picture = rendition.picture();
        Sidecar sidecar = rendition.outcome().sidecar();
        return new RungRecord(
                rendition.rung().toString(),
                video.track().folder(),
                new Coding(
                        rendition.rung().encoder().id(),
                        sidecar.encoder().preset(),
                        sidecar.encoder().rateControl().toString(),
                        video.width(),
                        video.height()),
                new Aim(
                        rendition.rung().target().toString(),
                        rendition.keyint(),
                        picture.filterChain(),
                        rendition.rung().extrapolated()),
                new StreamFigures(
                        video.track().codecs(),
                        rendition.videoBytes(),
                        Math.round(video.track().averageRate()),
                        Math.round(video.track().peakRate(targetDuration))),
                forecast(sidecar.forecast()),
                rendition.xpsnr() == null ? null : Math.round(rendition.xpsnr() * 100) / 100.0,
                sidecar.shots().stream().map(LadderRecord::shot).toList());
    }

    private static @Nullable SizeForecast forecast(@Nullable SidecarForecast planned) {
        return planned == null ? null : new SizeForecast(planned.videoBytes(), planned.low(), planned.high());
    }

    private static Span span(SidecarShot shot) {
        return new Span(
                shot.index(),
                shot.extent().startFrame(),
                shot.extent().endFrame(),
                shot.extent().start(),
                shot.extent().end(),
                shot.extent().transition());
    }

    private static ShotRecord shot(SidecarShot shot) {
        SidecarShot.Result result = shot.result();
        return new ShotRecord(
                shot.index(),
                shot.prediction().jnd(),
                shot.prediction().spread(),
                shot.prediction().confidence(),
                shot.qp(),
                shot.settings().crf(),
                result == null ? 0 : result.bytes(),
                result == null ? 0 : result.kbps());
    }

    private static Sound sound(SoundTrack sound) {
        return new Sound(
                sound.track().folder(),
                sound.track().codecs(),
                sound.language(),
                sound.title(),
                sound.channels(),
                sound.track().bytes(),
                Math.round(sound.track().averageRate()));
    }

    private static Text text(TextTrack track) {
        return new Text(
                track.folder(), track.language(), track.title(), track.cues().size());
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1e6) / 1e6;
    }

    /** Returns it as JSON. */
    String text() {
        return Json.pretty(this);
    }
}
