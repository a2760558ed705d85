package io.jndencode.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.CliRun;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    @TempDir
    private Path folder;

    private static String resource(String name) throws URISyntaxException {
        URL url = Objects.requireNonNull(ImportCommandTest.class.getResource("/keras/" + name));
        return Path.of(url.toURI()).toString();
    }

    @Test
    void weightsOfAnotherNetworkAreAModelErrorInOneSentence() throws URISyntaxException {
        Path model = folder.resolve("m.onnx");
        CliRun run = CliRun.of("import", resource("flat.h5"), "-o", model.toString());
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("flat.h5 does not fit any network")
                .contains("found conv2d_17 with kernel 3x3x2x4, bias 4");
        assertThat(model).doesNotExist();
    }

    @Test
    void optionsAreCheckedBeforeAnythingIsRead() throws Exception {
        Path model = Files.writeString(folder.resolve("m.onnx"), "mine");
        assertThat(CliRun.of("import", "x.h5", "-o", model.toString()).err()).contains("give -y to replace it");
        String other = folder.resolve("n.onnx").toString();
        assertThat(CliRun.of("import", "x.h5", "-o", other, "--net", "vgg").err())
                .contains("vgg", "mj-lat");
        assertThat(CliRun.of("import", "x.h5", "-o", other, "--input", "640").err())
                .contains("640x352");
        CliRun missing = CliRun.of("import", "x.h5", "-o", other);
        assertThat(missing.code()).isEqualTo(4);
        assertThat(missing.err()).contains("no weight file x.h5");
    }
}
