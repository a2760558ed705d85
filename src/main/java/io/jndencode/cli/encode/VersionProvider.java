package io.jndencode.cli.encode;

import io.jndencode.Installation;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.x264.X264Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: this program and the native libraries its results depend on. */
public final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "jnd-encode " + Installation.version(),
            "FFmpeg " + FfmpegNatives.ffmpegVersion(),
            "x264 " + X264Version.text(),
            "ONNX Runtime " + JndModel.runtimeVersion(),
            "Java " + Runtime.version()
        };
    }
}
