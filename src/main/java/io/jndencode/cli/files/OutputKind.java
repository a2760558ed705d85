package io.jndencode.cli.files;

import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.plan.Preset;
import io.jndencode.plan.Target;
import io.jndencode.plan.sidecar.Sidecar;

/**
 * What an output's name follows from, beside its input's.
 *
 * @param target of the plan
 * @param codec FFmpeg's name of what the video is coded in: not every container holds everything
 */
public record OutputKind(Target target, String codec) {
    /** Of what a preset makes. */
    public static OutputKind of(Preset preset) {
        return new OutputKind(preset.target(), preset.encoder().codec());
    }

    /** Of what a sidecar makes. */
    public static OutputKind of(Sidecar sidecar) {
        return new OutputKind(
                sidecar.target(), VideoEncoder.named(sidecar.encoder().codec()).codec());
    }
}
