package io.jndencode.media.ffmpeg;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** The environment of this process as native libraries see it; Java's own view of it never changes. */
public final class NativeEnvironment {
    private NativeEnvironment() {}

    /**
     * Sets or replaces a variable for native code that has not read it yet.
     *
     * @return whether it could be set, which is never so on Windows
     */
    public static boolean set(String name, String value) {
        FfmpegNatives.load();
        return put(name, value);
    }

    /** Sets a variable like {@link #set}, while the libraries are being loaded. */
    static boolean put(String name, String value) {
        Pointer setenv = Loader.addressof("setenv");
        if (setenv == null || setenv.isNull()) {
            return false;
        }
        // Java before 22 cannot call C functions by name. One of FFmpeg's callbacks has the same parameters as setenv
        // (two
        // pointers to bytes and an int), and JavaCPP calls a callback through a place that holds the function's
        // address.
        try (PointerPointer<Pointer> place = new PointerPointer<>(1);
                BytePointer key = new BytePointer(name, StandardCharsets.UTF_8);
                BytePointer text = new BytePointer(value, StandardCharsets.UTF_8)) {
            return new Callback(place.put(0, setenv)).call(key, text, 1) == 0;
        }
    }

    /** A function called through a place that holds its address. */
    private static final class Callback extends Read_packet_Pointer_BytePointer_int {
        Callback(Pointer place) {
            super(place);
        }
    }
}
