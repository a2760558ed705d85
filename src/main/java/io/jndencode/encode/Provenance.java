package io.jndencode.encode;

import io.jndencode.Installation;
import io.jndencode.jnd.JndModel;
import io.jndencode.media.FfmpegNatives;
import io.jndencode.media.X264Version;
import io.jndencode.plan.Sidecar;

/** What a sidecar says about the program and the model that made it. */
final class Provenance {
    private Provenance() {}

    static Sidecar.Tool tool() {
        return new Sidecar.Tool(
                "jnd-encode", Installation.version(), FfmpegNatives.ffmpegVersion(), X264Version.text());
    }

    static Sidecar.Model model(JndModel model) {
        return new Sidecar.Model(
                model.card().name(),
                model.sha256(),
                model.card().labels(),
                model.input().toString());
    }
}
