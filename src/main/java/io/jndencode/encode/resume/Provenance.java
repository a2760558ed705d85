package io.jndencode.encode.resume;

import io.jndencode.Installation;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.plan.sidecar.Sidecar;

/** Builds a sidecar's record of the program and the model that made it. */
public final class Provenance {
    private Provenance() {}

    public static Sidecar.Tool tool() {
        return new Sidecar.Tool(
                "jnd-encode",
                Installation.version(),
                FfmpegNatives.ffmpegVersion(),
                VideoEncoder.usual().version());
    }

    public static Sidecar.Model model(JndModel model) {
        return new Sidecar.Model(
                model.card().name(),
                model.sha256(),
                model.card().labels(),
                model.input().toString());
    }
}
