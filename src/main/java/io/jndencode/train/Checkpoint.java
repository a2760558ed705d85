package io.jndencode.train;

import io.jndencode.JndException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run's position and its named float tensors on disk.
 *
 * <p>Layout: the text {@value #MAGIC}, the position's fields, the number of tensors; then one tensor after another:
 * name, number of elements, little-endian floats. Written beside and moved into place, so a kill never leaves half a
 * file.
 */
public record Checkpoint(RunPosition position, Map<String, float[]> tensors) {
    private static final String MAGIC = "jnd-encode/checkpoint/2";
    private static final int CHUNK = 1 << 20;

    static void write(Path file, RunPosition position, Map<String, FloatBuffer> tensors) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(beside); // a leftover of a run that was killed, or a link somebody put there
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream stream = Channels.newOutputStream(channel);
                DataOutputStream out = new DataOutputStream(stream)) {
            out.writeUTF(MAGIC);
            writePosition(out, position);
            out.writeInt(tensors.size());
            for (Map.Entry<String, FloatBuffer> tensor : tensors.entrySet()) {
                out.writeUTF(tensor.getKey());
                out.writeInt(tensor.getValue().capacity());
                writeFloats(channel, tensor.getValue());
            }
            channel.force(false);
        }
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    static Checkpoint read(Path file) {
        try (InputStream stream = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(stream)) {
            if (!in.readUTF().equals(MAGIC)) {
                throw new JndException.Model("%s is not a checkpoint of this program.".formatted(file));
            }
            RunPosition position = readPosition(in);
            Map<String, float[]> tensors = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                tensors.put(name, readFloats(in, in.readInt()));
            }
            return new Checkpoint(position, tensors);
        } catch (IOException e) {
            throw new JndException.Model(
                    "The checkpoint %s cannot be read; delete it to start the training anew.".formatted(file), e);
        }
    }

    private static void writePosition(DataOutputStream out, RunPosition position) throws IOException {
        out.writeLong(position.seed());
        out.writeInt(position.batchSize());
        out.writeLong(position.epoch());
        out.writeInt(position.batch());
        out.writeLong(position.step());
        out.writeDouble(position.lossSum());
        out.writeDouble(position.bestLoss());
        out.writeLong(position.bestEpoch());
    }

    private static RunPosition readPosition(DataInputStream in) throws IOException {
        return new RunPosition(
                in.readLong(),
                in.readInt(),
                in.readLong(),
                in.readInt(),
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                in.readLong());
    }

    private static void writeFloats(FileChannel channel, FloatBuffer values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(4 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer from = values.duplicate().clear();
        while (from.hasRemaining()) {
            int count = Math.min(CHUNK, from.remaining());
            FloatBuffer part = from.slice().limit(count);
            bytes.clear().asFloatBuffer().put(part);
            bytes.limit(4 * count);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            from.position(from.position() + count);
        }
    }

    private static float[] readFloats(DataInputStream in, int count) throws IOException {
        float[] values = new float[count];
        byte[] bytes = new byte[4 * Math.min(CHUNK, Math.max(1, count))];
        for (int at = 0; at < count; ) {
            int part = Math.min(CHUNK, count - at);
            in.readFully(bytes, 0, 4 * part);
            ByteBuffer.wrap(bytes, 0, 4 * part)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values, at, part);
            at += part;
        }
        return values;
    }
}
