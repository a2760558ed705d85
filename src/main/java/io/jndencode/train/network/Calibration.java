package io.jndencode.train.network;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.LabelledPicture;
import io.jndencode.model.InputSize;
import io.jndencode.nn.onnx.EightBits;
import io.jndencode.train.data.Pictures;
import io.jndencode.train.onnx.ModelRunner;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** Brings a model's encoders to eight bits, with the ranges seen on pictures of the training part, spread over it. */
final class Calibration {
    private static final int PICTURES = 96;

    private Calibration() {}

    static ModelProto inEightBits(ModelProto model, Dataset train, InputSize size, int threads) {
        EightBits.Ranges ranges = new EightBits.Ranges();
        List<LabelledPicture> pictures = train.pictures();
        int count = Math.min(PICTURES, pictures.size());
        FloatBuffer frame = FloatBuffer.allocate(3 * size.width() * size.height());
        try (ModelRunner runner = new ModelRunner(EightBits.watching(model), threads)) {
            for (int i = 0; i < count; i++) {
                LabelledPicture picture = pictures.get((int) ((long) i * pictures.size() / count));
                Pictures.planar(Pictures.read(picture.file(), size), false, frame.clear());
                ranges.add(runner.run(Map.of("frame", new ModelRunner.Feed(frame, 1, 3, size.height(), size.width()))));
            }
        }
        return EightBits.of(model, ranges);
    }
}
