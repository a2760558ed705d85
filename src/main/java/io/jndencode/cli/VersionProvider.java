package io.jndencode.cli;

import io.jndencode.Installation;
import io.jndencode.jnd.JndModel;
import io.jndencode.media.FfmpegNatives;
import io.jndencode.media.X264Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: this program and the native libraries its results depend on. */
final class VersionProvider implements IVersionProvider {
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
