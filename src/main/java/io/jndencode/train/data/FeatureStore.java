package io.jndencode.train.data;

import io.jndencode.JndException;
import io.jndencode.model.InputSize;
import io.jndencode.nn.onnx.Shape;
import io.jndencode.train.onnx.ModelRunner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Stores the frozen backbones' outputs for pictures (latents or reconstructions) on disk: the backbones are most of the
 * work and never change, so each picture, and its mirror image if requested, passes through them once.
 *
 * <p>A sample is the backbones' features one after the other, little-endian floats. A text file beside it identifies
 * the samples; samples that do not match are discarded. Owns its file until it is closed.
 */
public final class FeatureStore implements AutoCloseable {
    private final FileChannel channel;
    private final Contents contents;

    private FeatureStore(FileChannel channel, Contents contents) {
        this.channel = channel;
        this.contents = contents;
    }

    /**
     * The contents of a store.
     *
     * @param key identifies the weights that produce the features
     * @param pictures in order
     * @param size to which the pictures are scaled
     * @param mirrored whether mirror images are stored too
     * @param names outputs of the backbones, one feature each
     * @param feature shape of one feature
     */
    public record Contents(
            String key, List<Path> pictures, InputSize size, boolean mirrored, List<String> names, Shape feature) {
        public Contents {
            pictures = List.copyOf(pictures);
            names = List.copyOf(names);
        }

        /** Returns the number of floats in one feature. */
        public int elements() {
            return feature.dim(1) * feature.dim(2) * feature.dim(3);
        }

        /** Returns the number of bytes in a sample. */
        int bytes() {
            return Math.multiplyExact(Float.BYTES * names.size(), elements());
        }

        int versions() {
            return mirrored ? 2 : 1;
        }

        String text() {
            StringBuilder text = new StringBuilder("%s %s %dx%d %s%n"
                    .formatted(key, feature, size.width(), size.height(), mirrored ? "mirrored too" : "plain"));
            pictures.forEach(picture -> text.append(picture.toAbsolutePath()).append('\n'));
            return text.toString();
        }
    }

    /** Opens a store, empty or partly filled. */
    public static FeatureStore open(Path file, Contents contents) {
        Path about = file.resolveSibling(file.getFileName() + ".txt");
        try {
            boolean same = Files.exists(about) && Files.readString(about).equals(contents.text());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!same) {
                channel.truncate(0);
                Files.write(about, contents.text().getBytes(StandardCharsets.UTF_8));
            }
            return new FeatureStore(channel, contents);
        } catch (IOException e) {
            throw new JndException.Model("The cache of features %s cannot be opened.".formatted(file), e);
        }
    }

    public Contents contents() {
        return contents;
    }

    /** Returns the number of samples in a full store. */
    public int samples() {
        return contents.versions() * contents.pictures().size();
    }

    /** Returns the index of the sample of a picture or its mirror image. */
    public int sample(int picture, boolean mirrored) {
        return contents.versions() * picture + (mirrored ? 1 : 0);
    }

    /** What frozen layers make of a picture, by the contents' names. */
    @FunctionalInterface
    public interface Features {
        Map<String, float[]> of(Path picture, boolean mirrored);
    }

    /** Runs missing samples through the backbones, reporting the number of samples present. */
    public void fill(ModelRunner backbones, IntConsumer done) {
        InputSize size = contents.size();
        FloatBuffer frame = FloatBuffer.allocate(3 * size.width() * size.height());
        fill(
                (file, mirrored) -> {
                    Pictures.planar(Pictures.read(file, size), mirrored, frame.clear());
                    return backbones.run(
                            Map.of("frame", new ModelRunner.Feed(frame, 1, 3, size.height(), size.width())));
                },
                done);
    }

    /** Computes missing samples, reporting the number of samples present. */
    public void fill(Features of, IntConsumer done) {
        ByteBuffer bytes = sampleBuffer();
        try {
            int from = (int) (channel.size() / contents.bytes());
            for (int i = from; i < samples(); i++) {
                Path file = contents.pictures().get(i / contents.versions());
                Map<String, float[]> features = of.of(file, i % contents.versions() == 1);
                FloatBuffer values = bytes.clear().asFloatBuffer();
                contents.names().forEach(name -> values.put(features.getOrDefault(name, new float[0])));
                write(bytes, (long) contents.bytes() * i);
                done.accept(i + 1);
            }
        } catch (ClosedByInterruptException e) {
            throw new JndException.Interrupted("Stopped; the same command goes on with the features that are missing.");
        } catch (IOException e) {
            throw new JndException.Model("The cache of features cannot be written; is the disk full?", e);
        }
    }

    private void write(ByteBuffer bytes, long position) throws IOException {
        bytes.clear();
        while (bytes.hasRemaining()) {
            channel.write(bytes, position + bytes.position());
        }
    }

    /** Reads a sample into a buffer of {@link #sampleBuffer}. */
    public void read(int index, ByteBuffer into) {
        into.clear();
        try {
            while (into.hasRemaining()) {
                if (channel.read(into, (long) contents.bytes() * index + into.position()) < 0) {
                    throw new JndException.Model("The cache of features ends before sample " + index + "; delete it.");
                }
            }
        } catch (ClosedByInterruptException e) {
            throw new JndException.Interrupted("Training stopped; the same command goes on from the last checkpoint.");
        } catch (IOException e) {
            throw new JndException.Model("The cache of features cannot be read.", e);
        }
        into.flip();
    }

    /** Returns a buffer for one sample. */
    public ByteBuffer sampleBuffer() {
        return ByteBuffer.allocateDirect(contents.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new JndException.Model("The cache of features did not close.", e);
        }
    }
}
