package io.jndencode.model.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.jndencode.JndException;
import io.jndencode.jnd.JndLevel;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.model.Architecture;
import io.jndencode.model.InputSize;
import io.jndencode.model.ModelWeights;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden numbers: {@code /usr/bin/python3 src/test/python/keras_golden.py}, PyTorch 1.13 in double precision. */
class KerasImportTest {
    private static final InputSize SMALL = new InputSize(96, 64);

    @TempDir
    private Path folder;

    private static KerasFixture fixture(String net, InputSize size) {
        int latent = 512 * (size.latentHeight() / 4) * (size.latentWidth() / 4);
        int picture = 32 * (size.height() / 32) * (size.width() / 32);
        return switch (net) {
            case "img-recon" -> KerasFixture.recon();
            case "lat" -> KerasFixture.lat(1, "", latent);
            case "e2e-lat" -> KerasFixture.lat(1, "JNDImg", latent);
            case "mj-lat" -> KerasFixture.lat(3, "", latent);
            case "rec" -> KerasFixture.rec(1, "conv2d_transpose", picture, 30);
            case "e2e-rec" -> KerasFixture.rec(1, "JNDImg", picture, 30);
            case "mj-rec" -> KerasFixture.rec(3, "conv2d_transpose", picture, 600);
            default -> throw new IllegalArgumentException(net);
        };
    }

    private static KerasImport.Imported run(InputSize size, Optional<Architecture> net, KerasFile... files) {
        List<Path> paths = Stream.of(files).map(KerasFile::path).toList();
        return KerasImport.run(
                new KerasImport.Request(paths, net, Optional.empty(), size, "0", "jnd-encode import"), List.of(files));
    }

    private static float[] answer(ModelProto model, InputSize size) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        float[] picture = KerasFixture.picture(size.height(), size.width());
        long[] shape = {1, 3, size.height(), size.width()};
        try (OrtSession session = environment.createSession(model.toByteArray());
                OnnxTensor frame = OnnxTensor.createTensor(environment, FloatBuffer.wrap(picture), shape);
                OrtSession.Result result = session.run(Map.of("frame", frame))) {
            FloatBuffer out = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] values = new float[out.remaining()];
            out.get(values);
            return values;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lat,     LATJND1.h5,    640, 352, 29.49755",
        "e2e-lat, E2ELATJND1.h5,  96,  64, 29.96012",
        "mj-lat,  MJLAT.h5,      640, 352, 29.10381 29.46942 30.46571",
        "rec,     RECJND1.h5,     96,  64, 26.36743",
        "e2e-rec, E2ERECJND1.h5,  96,  64, 26.36743",
        "mj-rec,  MJREC.h5,       96,  64, 709.37844 480.70794 510.68817"
    })
    void anImportedNetworkAnswersAsItsKerasWeightsDo(String net, String name, int width, int height, String golden)
            throws OrtException {
        InputSize size = new InputSize(width, height);
        KerasFile file = KerasFixture.file(Path.of(name), fixture(net, size).layers());
        KerasImport.Imported imported = run(size, Optional.empty(), file);
        assertThat(imported.network().id()).isEqualTo(net);
        float[] answer = answer(imported.model(), size);
        String[] expected = golden.split(" ", -1);
        assertThat(answer).hasSize(expected.length);
        for (int i = 0; i < answer.length; i++) {
            double wanted = Double.parseDouble(expected[i]);
            assertThat((double) answer[i]).isCloseTo(wanted, within(2e-5 * wanted));
        }
    }

    @Test
    void anImportedBackboneGivesThePictureItsKerasWeightsGive() throws OrtException {
        InputSize size = SMALL;
        KerasFile file = KerasFixture.file(
                Path.of("JND2Reconstruction.h5"), KerasFixture.recon().layers());
        KerasImport.Imported imported = run(size, Optional.empty(), file);
        assertThat(imported.network()).isEqualTo(Architecture.JND_RECON);
        float[] picture = answer(imported.model(), size);
        int plane = size.width() * size.height();
        assertThat(picture[0]).isCloseTo(2.00035f, within(1e-3f));
        assertThat(picture[plane + 10 * size.width() + 20]).isCloseTo(-289.03906f, within(1e-3f));
        assertThat(picture[3 * plane - 1]).isCloseTo(3.24028f, within(1e-3f));
    }

    @Test
    void theModelIsOneThatModelTakes() {
        KerasFile file = KerasFixture.file(
                Path.of("weights-jnd2.h5"), fixture("lat", SMALL).layers());
        KerasImport.Imported imported = run(SMALL, Optional.empty(), file);
        Path onnx = folder.resolve("lat.onnx");
        ModelWeights.write(imported.model(), onnx);
        assertThat(imported.notes())
                .singleElement()
                .asString()
                .contains("lat and e2e-lat")
                .contains("--net");
        try (JndModel model = JndModel.load(onnx, 1)) {
            assertThat(model.card().levels()).containsExactly(JndLevel.JND2);
            assertThat(model.card().labels()).startsWith("unknown: imported");
            assertThat(model.card().error()).isEmpty();
            assertThat(model.card().property("jnd.training.data")).contains("weights-jnd2.h5 (sha256 ");
        }
    }

    @Test
    void aHeadTakesItsBackbonesFromTheirOwnFiles() throws OrtException {
        List<KerasFixture.Layer> whole = fixture("mj-lat", SMALL).layers();
        List<KerasFile> files = new ArrayList<>();
        for (int level : new int[] {3, 1, 2}) {
            List<KerasFixture.Layer> backbone = new ArrayList<>();
            for (int stage = 0; stage < 4; stage++) {
                backbone.add(whole.get(3 * stage + level - 1));
            }
            backbone.addAll(KerasFixture.recon().layers().subList(4, 8));
            files.add(KerasFixture.file(Path.of("JND" + level + "Reconstruction.h5"), backbone));
        }
        files.add(KerasFixture.file(Path.of("MJLAT.h5"), whole.subList(12, whole.size())));
        float[] answer = answer(
                run(SMALL, Optional.empty(), files.toArray(new KerasFile[0])).model(), SMALL);
        assertThat(answer).containsExactly(new float[] {30.11073f, 29.18967f, 30.69357f}, within(1e-3f));
    }

    @Test
    void theFirstLayerThatDoesNotFitIsNamedWithBothShapes() {
        KerasFixture net = fixture("lat", SMALL);
        KerasFixture.Layer enc2 = net.layers().get(1);
        KerasFixture.Tensor kernel = new KerasFixture.Tensor(1, new int[] {5, 5, 128, 96}, 1, 0);
        KerasFixture.Tensor bias = new KerasFixture.Tensor(1, new int[] {96}, 1, 0);
        KerasFile file = KerasFixture.file(
                Path.of("LATJND1.h5"),
                KerasFixture.changed(
                        net.layers(),
                        1,
                        layer -> new KerasFixture.Layer(enc2.name(), Map.of("kernel", kernel, "bias", bias))));
        assertThatThrownBy(() -> run(SMALL, Optional.empty(), file))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining("LATJND1.h5")
                .hasMessageContaining("enc2 wants kernel 5x5x128x128, bias 128")
                .hasMessageContaining("found conv2d_18 with kernel 5x5x128x96, bias 96");
    }

    @Test
    void aPartOfANetworkAndANetworkOfAnotherSizeAreRefused() {
        List<KerasFixture.Layer> layers = fixture("lat", SMALL).layers();
        KerasFile part = KerasFixture.file(Path.of("LATJND1.h5"), layers.subList(0, layers.size() - 1));
        assertThatThrownBy(() -> run(SMALL, Optional.empty(), part))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining("head.level wants kernel 128x1, bias 1, found no such layer");
        KerasFile other =
                KerasFixture.file(Path.of("RECJND1.h5"), fixture("rec", SMALL).layers());
        assertThatThrownBy(() -> run(InputSize.STANDARD, Optional.empty(), other))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining("wide wants kernel 7040x512, bias 512, found dense_17 with kernel 192x512");
    }

    @Test
    void aFileOfAnotherNetworkThanItsNameSaysIsRefused() {
        KerasFile file =
                KerasFixture.file(Path.of("MJREC.h5"), fixture("rec", SMALL).layers());
        assertThatThrownBy(() -> run(SMALL, Optional.empty(), file))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining("mj-rec, the network its name speaks of");
    }

    @Test
    void aNetworkOfOneLevelMustSayWhichLevel() {
        KerasFile file =
                KerasFixture.file(Path.of("weights.h5"), fixture("rec", SMALL).layers());
        assertThatThrownBy(() -> run(SMALL, Optional.of(Architecture.E2E_REC), file))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("--level");
    }
}
