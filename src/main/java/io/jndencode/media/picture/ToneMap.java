package io.jndencode.media.picture;

import io.jndencode.media.HdrMetadata;
import io.jndencode.media.VideoStream;
import org.jspecify.annotations.Nullable;

/**
 * Tone-maps a PQ or HLG picture for a BT.709 display: ITU-R BT.2100 transfer functions, the BT.2390 roll-off (its EETF on the largest
 * component, so that hues are preserved) from the source's peak to reference white of 203 cd/m² (BT.2408), BT.2020 to BT.709 primaries
 * (BT.2087), the BT.1886 gamma of 2.4.
 */
final class ToneMap {
    private static final double WHITE = 203;
    private static final double HLG_PEAK = 1000;
    private static final int STEPS = 4096;

    /** Rows R, G, B of BT.709 from linear R, G, B of BT.2020 (BT.2407). */
    private static final float[] TO_709 = {
        1.660491f, -0.587641f, -0.072850f, -0.124550f, 1.132900f, -0.008349f, -0.018151f, -0.100579f, 1.118730f
    };

    private final boolean hlg;
    private final boolean wideGamut;
    /** Linear light of each 16-bit code: cd/m² for PQ, scene light 0 to 1 for HLG. */
    private final float[] light = new float[1 << 16];
    /** Factor by the fourth root of the largest component over 10,000 cd/m². */
    private final float[] rollOff = new float[STEPS + 1];
    /** 8-bit code by the square root of linear light over white. */
    private final byte[] code = new byte[STEPS + 1];

    private ToneMap(boolean hlg, boolean wideGamut, double peak) {
        this.hlg = hlg;
        this.wideGamut = wideGamut;
        for (int i = 0; i < light.length; i++) {
            double signal = i / 65535.0;
            light[i] = (float) (hlg ? hlgScene(signal) : pqToNits(signal));
        }
        for (int i = 0; i <= STEPS; i++) {
            double nits = Math.pow((double) i / STEPS, 4) * 10_000;
            rollOff[i] = (float) (nits <= 0 ? 1 : rolledOff(nits, peak) / nits);
            code[i] = (byte) Math.round(255 * Math.pow((double) i / STEPS, 2 / 2.4));
        }
    }

    static ToneMap of(VideoStream video) {
        return of(
                video.format().color().transfer(),
                !video.format().color().primaries().equals("bt709"),
                peak(video.format().hdr()));
    }

    /**
     * Creates a tone map.
     *
     * @param transfer FFmpeg's name of HLG or PQ
     * @param wideGamut whether the colours are BT.2020's
     * @param peak peak luminance of a PQ picture, cd/m²
     */
    static ToneMap of(String transfer, boolean wideGamut, double peak) {
        boolean hlg = transfer.equals("arib-std-b67");
        return new ToneMap(hlg, wideGamut, hlg ? HLG_PEAK : peak);
    }

    private static double peak(@Nullable HdrMetadata hdr) {
        if (hdr != null && hdr.light() != null && hdr.light().maxContent() > WHITE) {
            return Math.min(10_000, hdr.light().maxContent());
        }
        if (hdr != null && hdr.mastering() != null && hdr.mastering().maxLuminance() > WHITE) {
            return Math.min(10_000, hdr.mastering().maxLuminance());
        }
        return 1000;
    }

    /**
     * Maps one picture.
     *
     * @param deep interleaved B, G, R of 16 bits, little endian, full range
     * @return interleaved B, G, R of 8 bits
     */
    byte[] apply(byte[] deep) {
        byte[] result = new byte[deep.length / 2];
        for (int i = 0; i < result.length; i += 3) {
            float b = light[word(deep, 2 * i)];
            float g = light[word(deep, 2 * i + 2)];
            float r = light[word(deep, 2 * i + 4)];
            float factor = hlg ? hlgSystemGain(r, g, b) : 1;
            factor *= interpolated(factor * Math.max(r, Math.max(g, b)));
            factor /= (float) WHITE;
            put(result, i, r * factor, g * factor, b * factor);
        }
        return result;
    }

    private void put(byte[] out, int at, float r, float g, float b) {
        if (wideGamut) {
            out[at] = encoded(TO_709[6] * r + TO_709[7] * g + TO_709[8] * b);
            out[at + 1] = encoded(TO_709[3] * r + TO_709[4] * g + TO_709[5] * b);
            out[at + 2] = encoded(TO_709[0] * r + TO_709[1] * g + TO_709[2] * b);
        } else {
            out[at] = encoded(b);
            out[at + 1] = encoded(g);
            out[at + 2] = encoded(r);
        }
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
    }

    private byte encoded(float linear) {
        double clipped = Math.min(1, Math.max(0, linear));
        return code[(int) Math.round(Math.sqrt(clipped) * STEPS)];
    }

    private float interpolated(float nits) {
        double x = Math.sqrt(Math.sqrt(Math.min(1, nits / 10_000))) * STEPS;
        int low = Math.min(STEPS - 1, (int) x);
        return (float) (rollOff[low] + (rollOff[low + 1] - rollOff[low]) * (x - low));
    }

    /** BT.2100 HLG OOTF for a 1000 cd/m² display: cd/m² per scene light, the system gamma 1.2 applied to luminance. */
    private static float hlgSystemGain(float r, float g, float b) {
        double luminance = 0.2627 * r + 0.6780 * g + 0.0593 * b;
        return (float) (luminance <= 0 ? 0 : HLG_PEAK * Math.pow(luminance, 0.2));
    }

    /** BT.2100 HLG inverse OETF. */
    static double hlgScene(double signal) {
        double a = 0.17883277;
        double b = 0.28466892;
        double c = 0.55991073;
        return signal <= 0.5 ? signal * signal / 3 : (Math.exp((signal - c) / a) + b) / 12;
    }

    /** BT.2100 PQ EOTF. */
    static double pqToNits(double signal) {
        double p = Math.pow(signal, 1 / 78.84375);
        return 10_000 * Math.pow(Math.max(0, p - 0.8359375) / (18.8515625 - 18.6875 * p), 1 / 0.1593017578125);
    }

    /** BT.2100 PQ inverse EOTF. */
    static double nitsToPq(double nits) {
        double y = Math.pow(nits / 10_000, 0.1593017578125);
        return Math.pow((0.8359375 + 18.8515625 * y) / (1 + 18.6875 * y), 78.84375);
    }

    /** BT.2390 EETF from a display of {@code peak} to one of {@link #WHITE}, black level 0. */
    static double rolledOff(double nits, double peak) {
        double sourcePeak = nitsToPq(peak);
        double max = nitsToPq(WHITE) / sourcePeak;
        double e = Math.min(1, nitsToPq(nits) / sourcePeak);
        double knee = 1.5 * max - 0.5;
        if (e < knee) {
            return nits;
        }
        double t = (e - knee) / (1 - knee);
        double t2 = t * t;
        double t3 = t2 * t;
        double mapped = (2 * t3 - 3 * t2 + 1) * knee + (t3 - 2 * t2 + t) * (1 - knee) + (-2 * t3 + 3 * t2) * max;
        return pqToNits(mapped * sourcePeak);
    }
}
