package io.jndencode.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Puts into a QuickTime file what says that its media lies in another file: an alias record, after Apple's QuickTime File Format. */
public final class Alias {
    private static final List<String> AROUND = List.of("moov", "trak", "mdia", "minf", "dinf", "dref");

    private Alias() {}

    /** The file with its first track's media elsewhere. */
    public static byte[] in(byte[] file, Path media) {
        return in(file, references(media));
    }

    /** The same by an address. */
    public static byte[] in(byte[] file, String url) {
        byte[] address = (url + "\0").getBytes(StandardCharsets.UTF_8);
        ByteBuffer box = ByteBuffer.allocate(16 + 12 + address.length);
        box.putInt(box.capacity())
                .put("dref".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putInt(1);
        box.putInt(12 + address.length)
                .put("url ".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .put(address);
        return in(file, box.array());
    }

    private static byte[] in(byte[] file, byte[] references) {
        int[] places = new int[AROUND.size()];
        int from = 0;
        for (int depth = 0; depth < places.length; depth++) {
            places[depth] = find(file, from, AROUND.get(depth));
            from = places[depth] + 8;
        }
        int at = places[places.length - 1];
        int old = ByteBuffer.wrap(file).getInt(at);
        ByteBuffer changed = ByteBuffer.allocate(file.length - old + references.length);
        changed.put(file, 0, at).put(references).put(file, at + old, file.length - at - old);
        for (int depth = 0; depth < places.length - 1; depth++) {
            changed.putInt(places[depth], changed.getInt(places[depth]) + references.length - old);
        }
        return changed.array();
    }

    private static int find(byte[] file, int from, String type) {
        int at = from;
        while (!new String(file, at + 4, 4, StandardCharsets.US_ASCII).equals(type)) {
            at += ByteBuffer.wrap(file).getInt(at);
        }
        return at;
    }

    private static byte[] references(Path media) {
        byte[] path = media.toString().getBytes(StandardCharsets.UTF_8);
        byte[] name = String.valueOf(media.getFileName()).getBytes(StandardCharsets.UTF_8);
        int even = path.length + path.length % 2;
        int alias = 150 + 2 * (4 + even) + 4;
        ByteBuffer box = ByteBuffer.allocate(16 + 12 + alias);
        box.putInt(box.capacity())
                .put("dref".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putInt(1);
        int start = box.position();
        box.putInt(12 + alias).put("alis".getBytes(StandardCharsets.US_ASCII)).putInt(0);
        box.putShort(start + 12 + 6, (short) 2); // version of the record
        box.put(start + 12 + 10, (byte) 1).put(start + 12 + 11, (byte) 'v'); // the volume's name
        box.put(start + 12 + 50, (byte) name.length).put(start + 12 + 51, name); // the file's
        box.putShort(start + 12 + 130, (short) 1).putShort(start + 12 + 132, (short) 1); // levels from and to
        box.position(start + 12 + 150);
        for (int type : new int[] {2, 18}) { // the whole path, twice
            box.putShort((short) type).putShort((short) path.length).put(path);
            box.position(box.position() + even - path.length);
        }
        box.putShort((short) -1).putShort((short) 0);
        return box.array();
    }
}
