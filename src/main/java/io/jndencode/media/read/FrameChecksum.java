package io.jndencode.media.read;

import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.zip.CRC32C;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;

/** Computes a checksum of all visible samples of a frame, to compare the output of two decoders. */
final class FrameChecksum {
    private FrameChecksum() {}

    static long of(AVFrame frame) {
        AVPixFmtDescriptor format = av_pix_fmt_desc_get(frame.format());
        CRC32C crc = new CRC32C();
        for (int plane = 0; plane < av_pix_fmt_count_planes(frame.format()); plane++) {
            int shift = plane == 1 || plane == 2 ? format.log2_chroma_h() : 0;
            int rows = -(-frame.height() >> shift);
            int bytes = av_image_get_linesize(frame.format(), frame.width(), plane);
            byte[] samples = new byte[bytes];
            BytePointer from = frame.data(plane);
            for (int row = 0; row < rows; row++) {
                from.position((long) row * frame.linesize(plane)).get(samples, 0, bytes);
                crc.update(samples);
            }
        }
        return crc.getValue();
    }
}
