package io.jndencode.encode.cap;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.segment.SegmentReader;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The frames of an encoded shot as a decoder's buffer sees them.
 *
 * @param seconds when each is decoded, in order, without the delay that all share: the n-th frame in decoding order at the time the n-th in
 *     presentation order is shown
 * @param bits size of each in decoding order, with what a container adds
 */
@SuppressWarnings("ArrayRecordComponent") // passed on; equals is not used
record CodedFrames(double[] seconds, double[] bits) {
    /** Bytes a container may add to a frame: lengths in place of start codes, a delimiter. */
    private static final int FRAMING = 16;

    /** Reads them from a segment. */
    static CodedFrames of(Path segment) {
        try (SegmentReader reader = SegmentReader.open(segment)) {
            long[] pts = reader.pts();
            Rational unit = reader.header().timeBase();
            int sets = reader.header().parameterSets().length;
            double[] seconds = new double[pts.length];
            double[] bits = new double[pts.length];
            int frame = 0;
            for (SegmentReader.Packet packet = reader.next(); packet != null; packet = reader.next()) {
                seconds[frame] = unit.seconds(pts[frame]);
                // A transport stream repeats the parameter sets before every key frame.
                bits[frame++] = 8.0 * (packet.data().length + FRAMING + (packet.key() ? sets : 0));
            }
            return new CodedFrames(seconds, bits);
        } catch (IOException e) {
            throw new JndException.Encode("cannot read " + segment + ": " + e.getMessage(), e);
        }
    }
}
