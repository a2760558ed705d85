package io.jndencode.media.open;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a few bytes here and there in a file, of this machine or at an address, big-endian. */
public final class FileBytes implements Closeable {
    private final SeekableByteChannel channel;
    private final ByteBuffer block = ByteBuffer.allocate(1 << 12).limit(0);

    private FileBytes(SeekableByteChannel channel) {
        this.channel = channel;
    }

    public static FileBytes open(Path file) throws IOException {
        return new FileBytes(Files.newByteChannel(file));
    }

    public long length() throws IOException {
        return channel.size();
    }

    /** Returns the position of the next byte. */
    public long position() throws IOException {
        return channel.position() - block.remaining();
    }

    public void seek(long position) throws IOException {
        long ahead = position - position();
        if (ahead >= -block.position() && ahead <= block.remaining()) {
            block.position(block.position() + (int) ahead);
        } else {
            channel.position(position);
            block.limit(0);
        }
    }

    /** Returns the next byte, -1 at the end. */
    public int read() throws IOException {
        if (!block.hasRemaining()) {
            block.clear();
            int read = channel.read(block);
            block.flip();
            if (read <= 0) {
                return -1;
            }
        }
        return block.get() & 0xff;
    }

    /** Fills an array; throws {@link EOFException} if the file ends before. */
    public void readFully(byte[] bytes) throws IOException {
        for (int i = 0; i < bytes.length; i++) {
            int next = read();
            if (next < 0) {
                throw new EOFException();
            }
            bytes[i] = (byte) next;
        }
    }

    public int readInt() throws IOException {
        return (int) number(Integer.BYTES);
    }

    public long readLong() throws IOException {
        return number(Long.BYTES);
    }

    private long number(int bytes) throws IOException {
        byte[] value = new byte[bytes];
        readFully(value);
        long number = 0;
        for (byte each : value) {
            number = number << 8 | (each & 0xff);
        }
        return number;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
