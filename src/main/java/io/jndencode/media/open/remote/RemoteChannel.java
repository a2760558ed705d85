package io.jndencode.media.open.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** One reader's place in a remote file. For one thread at a time. */
final class RemoteChannel implements SeekableByteChannel {
    private final RemoteFile file;
    private final long size;
    private long position;
    private boolean open = true;

    RemoteChannel(RemoteFile file, long size) {
        this.file = file;
        this.size = size;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (position >= size) {
            return -1;
        }
        int read = file.read(position, into);
        position += read;
        return read;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long wanted) {
        if (wanted < 0) {
            throw new IllegalArgumentException("a position before the beginning: " + wanted);
        }
        position = wanted;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long length) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            file.closed();
        }
    }
}
