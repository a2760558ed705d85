package io.jndencode.media.packaging;

import java.util.HexFormat;
import java.util.Optional;

/**
 * Packets of silence for where a stream of sound has none: players of fragments stop, or jump ahead, where sound is missing while there are
 * pictures.
 *
 * @param packet one packet
 * @param samples how long it lasts, at the stream's own rate
 */
@SuppressWarnings("ArrayRecordComponent") // passed on; equals is not used
record Silence(byte[] packet, int samples) {
    private static final int AAC_SAMPLES = 1024;
    private static final int OPUS_SAMPLES = 960;

    /** Returns silence in a coding; empty if none is known. */
    static Optional<Silence> of(String codecs, int channels) {
        if (codecs.equals("mp4a.40.2")) {
            // Elements of a raw data block (ISO/IEC 14496-3) without spectral data, for the usual layouts of so many
            // channels.
            return switch (channels) {
                case 1 -> silence("00c800802380", AAC_SAMPLES);
                case 2 -> silence("210049900219002380", AAC_SAMPLES);
                case 6 -> silence("00c800802084012640086400823004990021900200b2002008e0", AAC_SAMPLES);
                default -> Optional.empty();
            };
        }
        // RFC 6716: a frame of 20 ms of the transform codec, as encoders make it of silence.
        return codecs.equals("opus") && channels <= 2 ? silence("f8fffe", OPUS_SAMPLES) : Optional.empty();
    }

    private static Optional<Silence> silence(String hex, int samples) {
        return Optional.of(new Silence(HexFormat.of().parseHex(hex), samples));
    }
}
