package io.jndencode.media.segment;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.bitstream.CodedFrames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads how large the frames of segments are, and when they are decoded, without their bytes. */
public final class SegmentSizes {
    /** Bytes a container may add to a frame: lengths in place of start codes, a delimiter. */
    private static final int FRAMING = 16;

    private SegmentSizes() {}

    /** Reads those of one segment. */
    public static CodedFrames of(Path segment) {
        try (SegmentReader reader = SegmentReader.open(segment)) {
            long[] pts = reader.pts();
            Rational unit = reader.header().timeBase();
            int sets = reader.header().parameterSets().length;
            double[] seconds = new double[pts.length];
            double[] bits = new double[pts.length];
            for (int i = 0; i < pts.length; i++) {
                SegmentReader.Size size = reader.skip();
                seconds[i] = unit.seconds(pts[i]);
                // A transport stream repeats the parameter sets before every key frame.
                bits[i] = 8.0 * (size.bytes() + FRAMING + (size.key() ? sets : 0));
            }
            return new CodedFrames(seconds, bits);
        } catch (IOException e) {
            throw new JndException.Encode("cannot read " + segment + ": " + e.getMessage(), e);
        }
    }

    /** Reads those of consecutive segments as one stream. */
    public static CodedFrames of(List<Path> segments) {
        return CodedFrames.joined(segments.stream().map(SegmentSizes::of).toList());
    }
}
