package io.jndencode.train;

import io.jndencode.JndException;
import io.jndencode.media.BgrImage;
import io.jndencode.model.InputSize;
import io.jndencode.nn.Shape;
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
import java.util.function.IntConsumer;

/**
 * The frozen encoders' latents of pictures, plain and mirrored, on disk: the encoders are 97 % of the work and never
 * change, so each picture goes through them once.
 *
 * <p>A sample is the three latents one after the other, little-endian floats; sample {@code 2 i} is picture i, {@code
 * 2 i + 1} its mirror image. A text file beside says what the samples are of; samples of anything else are thrown away.
 * Owns its file until it is closed.
 */
final class LatentStore implements AutoCloseable {
    private final FileChannel channel;
    private final List<Path> pictures;
    private final InputSize size;
    private final int sample;

    private LatentStore(FileChannel channel, List<Path> pictures, InputSize size, int sample) {
        this.channel = channel;
        this.pictures = pictures;
        this.size = size;
        this.sample = sample;
    }

    /**
     * Opens a store, empty or as far as it was filled.
     *
     * @param key what the latents are made by
     * @param latent shape of one latent
     */
    static LatentStore open(Path file, String key, List<Path> pictures, InputSize size, Shape latent) {
        StringBuilder text = new StringBuilder(key).append('\n');
        pictures.forEach(picture -> text.append(picture.getFileName()).append('\n'));
        Path about = file.resolveSibling(file.getFileName() + ".txt");
        try {
            boolean same = Files.exists(about) && Files.readString(about).equals(text.toString());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!same) {
                channel.truncate(0);
                Files.write(about, text.toString().getBytes(StandardCharsets.UTF_8));
            }
            int elements = 3 * latent.dim(1) * latent.dim(2) * latent.dim(3);
            return new LatentStore(channel, List.copyOf(pictures), size, elements);
        } catch (IOException e) {
            throw new JndException.Model("The cache of latents %s cannot be opened.".formatted(file), e);
        }
    }

    /** Samples that a full store has. */
    int samples() {
        return 2 * pictures.size();
    }

    /** Floats of one of a sample's three latents. */
    int latentSize() {
        return sample / 3;
    }

    /** Runs what is missing through the encoders; reports the number of samples there are. */
    void fill(ModelRunner encoders, IntConsumer done) {
        FloatBuffer frame = FloatBuffer.allocate(3 * size.width() * size.height());
        ByteBuffer bytes = ByteBuffer.allocateDirect(4 * sample).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int from = (int) (channel.size() / (4L * sample));
            for (int i = from; i < samples(); i++) {
                BgrImage picture = Resize.to(Pictures.read(pictures.get(i / 2)), size.width(), size.height());
                Pictures.planar(picture, i % 2 == 1, frame.clear());
                var latents = encoders.run(
                        java.util.Map.of("frame", new ModelRunner.Feed(frame, 1, 3, size.height(), size.width())));
                FloatBuffer values = bytes.clear().asFloatBuffer();
                for (int level = 1; level <= 3; level++) {
                    values.put(latents.getOrDefault("latent" + level, new float[0]));
                }
                write(bytes, 4L * sample * i);
                done.accept(i + 1);
            }
        } catch (ClosedByInterruptException e) {
            throw new JndException.Interrupted("Stopped; the same command goes on with the latents that are missing.");
        } catch (IOException e) {
            throw new JndException.Model("The cache of latents cannot be written; is the disk full?", e);
        }
    }

    private void write(ByteBuffer bytes, long position) throws IOException {
        bytes.clear();
        while (bytes.hasRemaining()) {
            channel.write(bytes, position + bytes.position());
        }
    }

    /** Reads a sample into a buffer of {@link #sampleBuffer}. */
    void read(int index, ByteBuffer into) {
        into.clear();
        try {
            while (into.hasRemaining()) {
                if (channel.read(into, 4L * sample * index + into.position()) < 0) {
                    throw new JndException.Model("The cache of latents ends before sample " + index + "; delete it.");
                }
            }
        } catch (ClosedByInterruptException e) {
            throw new JndException.Interrupted("Training stopped; the same command goes on from the last checkpoint.");
        } catch (IOException e) {
            throw new JndException.Model("The cache of latents cannot be read.", e);
        }
        into.flip();
    }

    /** A buffer for one sample. */
    ByteBuffer sampleBuffer() {
        return ByteBuffer.allocateDirect(4 * sample).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new JndException.Model("The cache of latents did not close.", e);
        }
    }
}
