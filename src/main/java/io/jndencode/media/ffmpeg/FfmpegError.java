package io.jndencode.media.ffmpeg;

import io.jndencode.JndException;

/** Turns negative return codes of FFmpeg, met while writing, into our exceptions. */
public final class FfmpegError {
    private FfmpegError() {}

    /** Returns the code if it is not negative; otherwise throws {@link JndException.Encode} with what failed and why. */
    public static int check(int code, String what) {
        if (code < 0) {
            throw of(code, what);
        }
        return code;
    }

    /** Returns the exception for a negative code. */
    static JndException of(int code, String what) {
        return new JndException.Encode(what + " failed: " + FfmpegNatives.error(code));
    }
}
