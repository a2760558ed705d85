package io.jndencode.media.ffmpeg;

import io.jndencode.JndException;

/** FFmpeg's negative return codes, met while writing, as our exception. */
public final class FfmpegError {
    private FfmpegError() {}

    /** Returns the code if it is not negative, else throws {@link JndException.Encode} saying what failed and why. */
    public static int check(int code, String what) {
        if (code < 0) {
            throw new JndException.Encode(what + " failed: " + FfmpegNatives.error(code));
        }
        return code;
    }
}
