package io.jndencode.media.open;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import io.jndencode.JndException;
import io.jndencode.media.open.remote.RemotePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes at an address, as FFmpeg reads them: through our own requests, so that FFmpeg itself opens no connection. A failure is kept,
 * because some demuxers take one for the end of the file.
 */
final class RemoteBytes implements AutoCloseable {
    private static final int BUFFER = 1 << 15;
    private static final int FROM_START = 0;
    private static final int FROM_HERE = 1;

    /** Callbacks of all remote files, never collected, because native code holds their addresses. */
    private static final Reads READS = new Reads();

    private static final Seeks SEEKS = new Seeks();

    /** Open files by the address of their native word, which is all that FFmpeg hands back. */
    private static final Map<Long, RemoteBytes> OPEN = new ConcurrentHashMap<>();

    private static final class Reads extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer word, BytePointer into, int size) {
            RemoteBytes bytes = OPEN.get(word.address());
            return bytes == null ? AVERROR_EXTERNAL() : bytes.read(into, size);
        }
    }

    private static final class Seeks extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer word, long offset, int whence) {
            RemoteBytes bytes = OPEN.get(word.address());
            return bytes == null ? AVERROR_EXTERNAL() : bytes.seek(offset, whence);
        }
    }

    private final RemotePath file;
    private final SeekableByteChannel channel;
    private final LongPointer word = new LongPointer(1);
    private final AVIOContext context;
    private @Nullable Throwable failure;

    private RemoteBytes(RemotePath file, SeekableByteChannel channel) {
        this.file = file;
        this.channel = channel;
        this.context = avio_alloc_context(new BytePointer(av_malloc(BUFFER)), BUFFER, 0, word, READS, null, SEEKS);
        OPEN.put(word.address(), this);
    }

    static RemoteBytes open(RemotePath file) {
        try {
            return new RemoteBytes(file, Files.newByteChannel(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static JndException unreadable(RemotePath file, Throwable why) {
        return Thread.currentThread().isInterrupted()
                ? new JndException.Interrupted("interrupted while reading " + file)
                : new JndException.Input(file + " cannot be read: " + why.getMessage() + ".", why);
    }

    /** Returns FFmpeg's context, owned by this object. */
    AVIOContext context() {
        return context;
    }

    /** Throws if any read has failed, whatever FFmpeg made of it. */
    void check() {
        if (failure instanceof IOException) {
            throw unreadable(file, failure);
        }
        if (failure != null) {
            throw new IllegalStateException("reading " + file + " failed", failure);
        }
    }

    private int read(BytePointer into, int size) {
        try {
            if (failure != null) {
                return AVERROR_EXTERNAL();
            }
            byte[] bytes = new byte[size];
            int read = channel.read(ByteBuffer.wrap(bytes));
            if (read > 0) {
                into.put(bytes, 0, read);
            }
            return read <= 0 ? AVERROR_EOF() : read;
        } catch (Throwable e) { // nothing may be thrown through native frames
            failure = e;
            return AVERROR_EXTERNAL();
        }
    }

    private long seek(long offset, int whence) {
        try {
            if (whence == AVSEEK_SIZE) {
                return channel.size();
            }
            long base = whence == FROM_START ? 0 : whence == FROM_HERE ? channel.position() : channel.size();
            return channel.position(base + offset).position();
        } catch (IllegalArgumentException e) { // a damaged file leads before its beginning
            return AVERROR_EXTERNAL();
        } catch (Throwable e) { // nothing may be thrown through native frames
            failure = e;
            return AVERROR_EXTERNAL();
        }
    }

    @Override
    public void close() {
        OPEN.remove(word.address());
        av_free(context.buffer());
        avio_context_free(context);
        word.close();
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("a remote channel has nothing to flush", e);
        }
    }
}
