package io.jndencode.media.tags;

import io.jndencode.media.open.FileBytes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks the elements of a Matroska file (EBML, RFC 8794) to read the few that FFmpeg's reader ignores. */
final class EbmlFile implements Closeable {
    static final int SEGMENT = 0x18538067;

    private static final int CLUSTER = 0x1F43B675;
    private static final int MOST_LENGTH = 8;

    private final FileBytes file;

    /**
     * One element.
     *
     * @param id identifier including its length marker, as specifications write it
     * @param start byte offset of its identifier in the file
     * @param data byte offset of its content
     * @param size size of its content in bytes
     */
    record Element(int id, long start, long data, long size) {
        long end() {
            return data + size;
        }
    }

    private EbmlFile(FileBytes file) {
        this.file = file;
    }

    static EbmlFile open(Path path) throws IOException {
        return new EbmlFile(FileBytes.open(path));
    }

    /** Returns the first top-level element of a kind in the segment; empty if clusters of unknown size hide it. */
    Optional<Element> topLevel(int id) throws IOException {
        for (Element outer : elements(0, file.length(), 0)) {
            if (outer.id() == SEGMENT) {
                return elements(outer.data(), outer.end(), id).stream()
                        .filter(element -> element.id() == id)
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    List<Element> children(Element parent) throws IOException {
        return elements(parent.data(), parent.end(), 0);
    }

    List<Element> children(Element parent, int id) throws IOException {
        return children(parent).stream().filter(child -> child.id() == id).toList();
    }

    Optional<Element> child(Element parent, int id) throws IOException {
        return children(parent, id).stream().findFirst();
    }

    /**
     * Returns the elements in a range.
     *
     * @param last kind of element after which to stop; 0 for all elements
     */
    private List<Element> elements(long from, long to, int last) throws IOException {
        List<Element> found = new ArrayList<>();
        long at = from;
        while (at < to) {
            Element element = at(at, to);
            if (element == null) {
                return found;
            }
            if (element.id() != CLUSTER) {
                found.add(element);
            }
            if (element.id() == last) {
                return found;
            }
            at = element.end();
        }
        return found;
    }

    private @Nullable Element at(long start, long limit) throws IOException {
        file.seek(start);
        long id = number(false);
        long size = id < 0 ? -1 : number(true);
        long data = file.position();
        boolean unknown = size < 0 || size > limit - data;
        if (id < 0 || (unknown && id == CLUSTER)) {
            return null;
        }
        // A segment written live has no size: it extends to the end.
        return new Element((int) id, start, data, unknown ? limit - data : size);
    }

    /** Reads a number of variable length; returns -1 if there is none or all its bits are set. */
    private long number(boolean withoutMarker) throws IOException {
        int first = file.read();
        if (first <= 0) {
            return -1;
        }
        int length = Integer.numberOfLeadingZeros(first) - 23;
        if (length > MOST_LENGTH) {
            return -1;
        }
        long value = withoutMarker ? first & (0xff >> length) : first;
        boolean unknown = withoutMarker && value == 0xff >> length;
        for (int i = 1; i < length; i++) {
            int next = file.read();
            unknown &= next == 0xff;
            value = value << 8 | (next & 0xff);
        }
        return unknown ? -1 : value;
    }

    /** Returns an element's content as text; empty for a missing element. */
    String text(Optional<Element> element) throws IOException {
        return element.isEmpty() ? "" : new String(bytes(element.get()), StandardCharsets.UTF_8).replace("\0", "");
    }

    long unsigned(Element element) throws IOException {
        long value = 0;
        for (byte part : bytes(element)) {
            value = value << 8 | (part & 0xff);
        }
        return value;
    }

    byte[] bytes(Element element) throws IOException {
        byte[] content = new byte[(int) Math.min(element.size(), 1 << 24)];
        file.seek(element.data());
        file.readFully(content);
        return content;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
