package io.jndencode.media.packaging;

import io.jndencode.JndException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Names of codings as playlists have them (RFC 6381 and the standards of each), read from the configuration record in the MP4 file: players
 * decide by them whether they can play a stream at all.
 */
final class CodecString {
    private static final int HEVC_CONSTRAINTS = 6;

    private CodecString() {}

    /**
     * Returns the name.
     *
     * @param codec FFmpeg's name
     * @param record the configuration record: avcC, hvcC, av1C, or the AudioSpecificConfig of AAC
     */
    static String of(String codec, byte[] record) {
        return switch (codec) {
            case "h264" -> h264(record);
            case "hevc" -> hevc(record);
            case "av1" -> av1(record);
            case "aac" -> "mp4a.40." + objectType(record);
            case "opus" -> "opus";
            default -> throw new JndException.Encode("there is no name for " + codec + " in playlists");
        };
    }

    private static int at(byte[] record, int index) {
        if (index >= record.length) {
            throw new JndException.Encode("the description of a stream is cut off");
        }
        return record[index] & 0xFF;
    }

    private static String h264(byte[] record) {
        return "avc1.%02x%02x%02x".formatted(at(record, 1), at(record, 2), at(record, 3));
    }

    /** ISO/IEC 14496-15, annex E.3. */
    private static String hevc(byte[] record) {
        int general = at(record, 1);
        int space = general >> 6;
        int compatibility = at(record, 2) << 24 | at(record, 3) << 16 | at(record, 4) << 8 | at(record, 5);
        List<String> parts = new ArrayList<>(List.of(
                "hvc1",
                (space == 0 ? "" : String.valueOf((char) ('A' + space - 1))) + (general & 31),
                Integer.toHexString(Integer.reverse(compatibility)).toUpperCase(Locale.ROOT),
                ((general >> 5 & 1) == 1 ? "H" : "L") + at(record, 12)));
        int last = HEVC_CONSTRAINTS;
        while (last > 0 && at(record, 5 + last) == 0) {
            last--;
        }
        for (int i = 1; i <= last; i++) {
            parts.add(Integer.toHexString(at(record, 5 + i)).toUpperCase(Locale.ROOT));
        }
        return String.join(".", parts);
    }

    /** The AV1 codec ISO media file format binding, section 5. */
    private static String av1(byte[] record) {
        int profile = at(record, 1) >> 5;
        int level = at(record, 1) & 31;
        int flags = at(record, 2);
        boolean high = (flags & 0x40) != 0;
        int depth = !high ? 8 : (flags & 0x20) != 0 ? 12 : 10;
        String tier = (flags & 0x80) == 0 ? "M" : "H";
        return String.format(Locale.ROOT, "av01.%d.%02d%s.%02d", profile, level, tier, depth);
    }

    private static int objectType(byte[] config) {
        int type = at(config, 0) >> 3;
        return type == 31 ? 32 + ((at(config, 0) & 7) << 3 | at(config, 1) >> 5) : type;
    }
}
