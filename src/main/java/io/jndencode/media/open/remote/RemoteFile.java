package io.jndencode.media.open.remote;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The file at an address, shared by all threads that read it. Parts of it are kept in memory, so that readers
 * at the same place ask for them once.
 */
public final class RemoteFile {
    /** Bytes that are asked for where a reader has jumped to. */
    private static final int CHUNK = 1 << 16;

    /** Chunks asked for at once where a reader goes on, 2 MiB. */
    private static final int RUN = 32;

    /** Chunks kept, 32 MiB. */
    private static final int KEPT = 512;

    private final RangeRequests requests;
    private Map<Long, byte[]> chunks = new LinkedHashMap<>(16, 0.75f, true);

    /** The chunks while nobody reads: kept as long as there is memory. */
    private SoftReference<Map<Long, byte[]>> idle = new SoftReference<>(null);

    private @Nullable RemoteAttributes first;
    private @Nullable IOException refused;
    private int readers;

    RemoteFile(Address address, DoubleSupplier stallSeconds) {
        this.requests = new RangeRequests(address, stallSeconds);
    }

    /**
     * Returns what the server said at the first look, which all later answers must agree with; the first call asks it.
     *
     * @throws IOException with the reason if the file cannot be read here
     */
    synchronized RemoteAttributes first() throws IOException {
        if (refused != null) {
            throw new IOException(refused.getMessage(), refused);
        }
        if (first == null) {
            try {
                RangeRequests.Part beginning = requests.beginning(CHUNK);
                first = beginning.attributes();
                keep(0, beginning.bytes().array());
            } catch (IOException e) {
                refused = Thread.currentThread().isInterrupted() ? null : e;
                throw e;
            }
        }
        return first;
    }

    /** Throws with the reason if the file cannot be read here; asks the server at the first call alone. */
    public void check() throws IOException {
        first();
    }

    /** Returns what the server says now. */
    RemoteAttributes now() throws IOException {
        first();
        return requests.attributes();
    }

    synchronized SeekableByteChannel open() throws IOException {
        RemoteAttributes attributes = first();
        Map<Long, byte[]> left = idle.get();
        if (readers == 0 && left != null) {
            left.putAll(chunks);
            chunks = left;
        }
        readers++;
        return new RemoteChannel(this, attributes.size());
    }

    synchronized void closed() {
        readers--;
        if (readers == 0) {
            idle = new SoftReference<>(chunks);
            chunks = new LinkedHashMap<>(16, 0.75f, true);
        }
    }

    /** Reads some bytes at a position before the end; returns how many. */
    int read(long position, ByteBuffer into) throws IOException {
        byte[] chunk = chunk(position / CHUNK);
        int from = (int) (position % CHUNK);
        int length = Math.min(chunk.length - from, into.remaining());
        into.put(chunk, from, length);
        return length;
    }

    private byte[] chunk(long index) throws IOException {
        RemoteAttributes attributes = first();
        long end = index + 1;
        synchronized (this) {
            byte[] known = chunks.get(index);
            if (known != null) {
                return known;
            }
            int run = index > 0 && chunks.containsKey(index - 1) ? RUN : 1;
            while (end < index + run && !chunks.containsKey(end)) {
                end++;
            }
        }
        byte[] bytes = requests.part(attributes, index * CHUNK, Math.min(attributes.size(), end * CHUNK))
                .bytes()
                .array();
        return keep(index, bytes);
    }

    /** Keeps bytes from a chunk on; returns that chunk. */
    private synchronized byte[] keep(long index, byte[] bytes) {
        byte[] wanted = new byte[0];
        for (int from = 0; from < bytes.length; from += CHUNK) {
            byte[] chunk = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK));
            chunks.put(index + from / CHUNK, chunk);
            wanted = from == 0 ? chunk : wanted;
        }
        var oldest = chunks.entrySet().iterator();
        for (int over = chunks.size() - KEPT; over > 0; over--) {
            oldest.next();
            oldest.remove();
        }
        return wanted;
    }
}
