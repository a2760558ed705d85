package io.jndencode.media.ffmpeg;

import io.jndencode.media.Rational;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Between our fractions and FFmpeg's. */
public final class Fractions {
    private Fractions() {}

    /** A native copy, the caller's to close. */
    public static AVRational of(Rational fraction) {
        return new AVRational().num(Math.toIntExact(fraction.num())).den(Math.toIntExact(fraction.den()));
    }

    static Rational of(AVRational fraction) {
        return new Rational(fraction.num(), fraction.den());
    }
}
