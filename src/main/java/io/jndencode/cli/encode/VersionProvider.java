package io.jndencode.cli.encode;

import io.jndencode.Installation;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import java.util.stream.Stream;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: this program and the native libraries its results depend on. */
public final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String commit = Installation.commit();
        String version = "jnd-encode " + Installation.version() + (commit.isEmpty() ? "" : " (" + commit + ")");
        Stream<String> encoders = VideoEncoder.all().stream().map(encoder -> encoder.id() + " " + encoder.version());
        return Stream.of(
                        Stream.of(version, "FFmpeg " + FfmpegNatives.ffmpegVersion()),
                        encoders,
                        Stream.of("ONNX Runtime " + JndModel.runtimeVersion(), "Java " + Runtime.version()))
                .flatMap(lines -> lines)
                .toArray(String[]::new);
    }
}
