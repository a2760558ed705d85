package io.jndencode.cli.files;

import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.plan.Preset;
import io.jndencode.plan.Target;
import io.jndencode.plan.sidecar.Sidecar;

/**
 * What determines an output's name besides its input's name.
 *
 * @param target of the plan
 * @param codec FFmpeg's name of the video codec: not every container supports every codec
 */
public record OutputKind(Target target, String codec) {
    /** Returns the kind of output a preset makes. */
    public static OutputKind of(Preset preset) {
        return new OutputKind(preset.target(), preset.encoding().encoder().codec());
    }

    /** Returns the kind of output a sidecar makes. */
    public static OutputKind of(Sidecar sidecar) {
        return new OutputKind(
                sidecar.target(), VideoEncoder.named(sidecar.encoder().codec()).codec());
    }
}
