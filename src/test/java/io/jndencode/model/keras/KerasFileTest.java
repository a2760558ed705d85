package io.jndencode.model.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On files h5py wrote: src/test/python/keras_layouts.py. */
class KerasFileTest {
    @TempDir
    private Path folder;

    private static KerasFile read(String name) throws URISyntaxException {
        URL resource = KerasFileTest.class.getResource("/keras/" + name);
        return KerasFile.read(Path.of(Objects.requireNonNull(resource).toURI()));
    }

    private static KerasTensor tensor(KerasLayer layer, WeightRole role) {
        return Objects.requireNonNull(layer.weights().get(role));
    }

    @Test
    void layersComeInTheFilesOrderWithoutThoseThatHaveNoWeights() throws URISyntaxException {
        List<KerasLayer> layers = read("flat.h5").blocks().get(0).layers();
        assertThat(layers).extracting(KerasLayer::name).containsExactly("conv2d_17", "batch_normalization_3");
        assertThat(tensor(layers.get(0), WeightRole.KERNEL).shape()).containsExactly(3, 3, 2, 4);
        assertThat(tensor(layers.get(0), WeightRole.KERNEL).values())
                .hasSize(72)
                .startsWith(0, 1, 2, 3);
        assertThat(tensor(layers.get(1), WeightRole.VARIANCE).values()).containsExactly(30, 31, 32, 33);
    }

    @Test
    void aModelInAModelIsABlockOfItsOwn() throws URISyntaxException {
        KerasFile file = read("nested.h5");
        assertThat(file.blocks()).extracting(KerasFile.Block::nested).containsExactly(true, false);
        assertThat(file.blocks().get(0).layers())
                .extracting(KerasLayer::name)
                .containsExactly("model_1/conv2d", "model_1/batch_normalization");
        KerasLayer dense = file.blocks().get(1).layers().get(0);
        assertThat(tensor(dense, WeightRole.KERNEL).values()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void namesMayBeOfVariableLength() throws URISyntaxException {
        assertThat(read("text.h5").blocks().get(0).layers())
                .extracting(KerasLayer::name)
                .containsExactly("conv2d");
    }

    @Test
    void keras3LayersCountAsNumbers() throws URISyntaxException {
        List<KerasLayer> layers = read("three.weights.h5").blocks().get(0).layers();
        assertThat(layers).extracting(KerasLayer::name).containsExactly("conv2d", "conv2d_2", "conv2d_10");
        assertThat(tensor(layers.get(2), WeightRole.BIAS).values()).containsExactly(10, 11, 12, 13);
    }

    @Test
    void whatIsNoHdf5IsSaidSo() throws IOException {
        Path file = Files.writeString(folder.resolve("LATJND1.h5"), "not a weight file");
        assertThatThrownBy(() -> KerasFile.read(file))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining("LATJND1.h5")
                .hasMessageContaining("HDF5");
        assertThatThrownBy(() -> KerasFile.read(folder.resolve("none.h5")))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining("none.h5");
    }

    @Test
    void aTruncatedFileIsSaidSoOrHasLostNothing() throws IOException, URISyntaxException {
        List<KerasLayer> whole = read("flat.h5").blocks().get(0).layers();
        byte[] bytes =
                Files.readAllBytes(Path.of(Objects.requireNonNull(KerasFileTest.class.getResource("/keras/flat.h5"))
                        .toURI()));
        for (int length = 0; length < bytes.length; length += 193) {
            Path file = Files.write(folder.resolve("cut.h5"), Arrays.copyOf(bytes, length));
            try {
                List<KerasLayer> left = KerasFile.read(file).blocks().get(0).layers();
                assertThat(left).hasSameSizeAs(whole);
            } catch (JndException.Model expected) {
                assertThat(expected).hasMessageContaining("cut.h5");
            }
        }
    }

    @Test
    void aDamagedFileIsReadOrRefusedInOneSentence() throws IOException, URISyntaxException {
        byte[] whole =
                Files.readAllBytes(Path.of(Objects.requireNonNull(KerasFileTest.class.getResource("/keras/text.h5"))
                        .toURI()));
        Random random = new Random(1);
        for (int i = 0; i < 150; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            Path file = Files.write(folder.resolve("damaged.h5"), damaged);
            try {
                assertThat(KerasFile.read(file).blocks()).isNotEmpty();
            } catch (JndException.Model expected) {
                assertThat(expected).hasMessageContaining("damaged.h5");
            }
        }
    }
}
