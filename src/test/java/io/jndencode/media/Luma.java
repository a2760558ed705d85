package io.jndencode.media;

import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * The luma samples of a decoded frame.
 *
 * @param samples row by row
 */
@SuppressWarnings("ArrayRecordComponent")
public record Luma(int width, int height, int depth, int[] samples) {
    public int at(int x, int y) {
        return samples[y * width + x];
    }

    /** Of all frames of a video with planar luma. */
    public static List<Luma> of(Path video) {
        return of(MediaProbe.probe(video));
    }

    /** Of all frames of a video as it is read, through its filters. */
    public static List<Luma> of(MediaInfo video) {
        List<Luma> frames = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(video, ReaderOptions.threads(1))) {
            while (reader.next()) {
                frames.add(of(reader.frame()));
            }
        }
        return frames;
    }

    private static Luma of(AVFrame frame) {
        int depth = avutil.av_pix_fmt_desc_get(frame.format()).comp(0).depth();
        int bytes = depth > 8 ? 2 : 1;
        int[] samples = new int[frame.width() * frame.height()];
        byte[] row = new byte[frame.width() * bytes];
        BytePointer plane = frame.data(0);
        for (int y = 0; y < frame.height(); y++) {
            plane.position((long) y * frame.linesize(0)).get(row);
            for (int x = 0; x < frame.width(); x++) {
                int low = row[x * bytes] & 0xff;
                samples[y * frame.width() + x] = bytes == 1 ? low : low | (row[2 * x + 1] & 0xff) << 8;
            }
        }
        return new Luma(frame.width(), frame.height(), depth, samples);
    }
}
