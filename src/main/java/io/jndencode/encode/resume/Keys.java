package io.jndencode.encode.resume;

import io.jndencode.file.FileHash;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.TimeRange;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.plan.Preset;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys for pieces of work on one video: hashes of everything that changes their bytes. Work found under its key need
 * not be repeated, whatever else changed on the command line.
 *
 * @param source the identity of the video file, see {@link SourceIdentity}
 * @param tool the program and the versions of the libraries that decode and encode
 * @param filters the filters the video is read through, empty for none
 */
public record Keys(SourceIdentity source, Sidecar.Tool tool, String filters) {
    /** Raised when the same settings come to mean other segments or other shots within one version of the program. */
    private static final String REVISION = "3";

    private static final int DIGITS = 24;

    /** Creates the keys for a video read as it is. */
    public Keys(SourceIdentity source, Sidecar.Tool tool) {
        this(source, tool, "");
    }

    /** Returns this program's keys for a video as it is now. */
    public static Keys of(MediaInfo video) {
        return new Keys(SourceIdentity.of(video.file()), Provenance.tool(), video.filterChain());
    }

    /** Returns the key of everything made from a video. */
    static String video(SourceIdentity source) {
        return key("video", source.text());
    }

    private String video() {
        return filters.isEmpty() ? video(source) : key("filtered", video(source), filters);
    }

    /** Returns the key of a shot's segment. */
    public String segment(FrameRange frames, EncoderSettings settings) {
        List<String> parts = new ArrayList<>(List.of(
                "segment",
                video(),
                KeyText.of(tool),
                KeyText.of(frames),
                settings.preset(),
                KeyText.of(settings.rate()),
                settings.paramsText(),
                String.valueOf(settings.pixelFormat())));
        VideoEncoder encoder = settings.encoder();
        if (!encoder.equals(VideoEncoder.usual())) { // the version of x264 is part of the tool
            parts.add(encoder.library());
            parts.add(encoder.version());
            parts.addAll(encoder.revision().isEmpty() ? List.of() : List.of(encoder.revision()));
            parts.add(settings.dynamicHdr() ? "dynamicHdr=keep,dolbyVision" : "dynamicHdr=drop");
        }
        if (settings.cap() != null) {
            parts.add(KeyText.of(settings.cap()));
        }
        return key(parts.toArray(String[]::new));
    }

    /** Returns the key of a model's predictions for frames of the video. */
    public String prediction(String modelSha256) {
        return key("prediction", video(), KeyText.of(tool), modelSha256, JndModel.runtimeVersion());
    }

    /** Returns the key of the list of judged shots. */
    public String analysis(String modelSha256, Preset preset, TimeRange range, @Nullable List<Shot> shots) {
        List<String> parts = new ArrayList<>(List.of(
                "analysis",
                prediction(modelSha256),
                Double.toString(preset.shots().minShotSeconds()),
                Integer.toString(preset.shots().maxShotFrames()),
                Integer.toString(preset.shots().samplesPerShot()),
                Double.toString(range.start()),
                String.valueOf(range.duration()),
                KeyText.of(shots)));
        parts.addAll(shortest(preset));
        return key(parts.toArray(String[]::new));
    }

    /** Returns the key of the list of shots that a preset's limits on their lengths give. */
    public String shots(Preset preset) {
        List<String> parts = new ArrayList<>(List.of(
                "shots",
                video(),
                KeyText.of(tool),
                Double.toString(preset.shots().minShotSeconds()),
                Integer.toString(preset.shots().maxShotFrames())));
        parts.addAll(shortest(preset));
        return key(parts.toArray(String[]::new));
    }

    /** Returns the smallest distance of key frames, which is also that of cuts, if one is wanted. */
    private static List<String> shortest(Preset preset) {
        return preset.keyDistances().limited()
                ? List.of("minKeyint=" + preset.keyDistances().least())
                : List.of();
    }

    private static String key(String... parts) {
        String all = REVISION + "\n" + String.join("\n", parts);
        return FileHash.sha256(all.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }
}
