package io.jndencode.media.ffmpeg;

import io.jndencode.media.Rational;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Converts between our fractions and FFmpeg's. */
public final class Fractions {
    private Fractions() {}

    /** Creates a native copy, which the caller must close. */
    public static AVRational of(Rational fraction) {
        return new AVRational().num(Math.toIntExact(fraction.num())).den(Math.toIntExact(fraction.den()));
    }

    static Rational of(AVRational fraction) {
        return new Rational(fraction.num(), fraction.den());
    }
}
