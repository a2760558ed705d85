package io.jndencode.media.filter.choice;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.jndencode.media.ffmpeg.FilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** The luma of frames of one size in 8 bits of full range. The conversion is set up once for as long as the frames are alike. */
final class GrayPictures implements AutoCloseable {
    private final AVFrame gray = av_frame_alloc();
    private @Nullable FilterGraph conversion;
    private int format;
    private int matrix;
    private int range;

    /** Returns a frame's samples, row by row. */
    byte[] of(AVFrame frame) {
        FilterGraph graph = graph(frame);
        try {
            graph.apply(frame, gray);
            int width = gray.width();
            byte[] samples = new byte[width * gray.height()];
            for (int y = 0; y < gray.height(); y++) {
                gray.data(0).position((long) y * gray.linesize(0)).get(samples, y * width, width);
            }
            return samples;
        } finally {
            av_frame_unref(gray);
        }
    }

    private FilterGraph graph(AVFrame frame) {
        FilterGraph graph = conversion;
        boolean alike = frame.format() == format && frame.colorspace() == matrix && frame.color_range() == range;
        if (graph == null || !alike) {
            close(graph);
            graph = FilterGraph.open(frame, "format=gray");
            conversion = graph;
            format = frame.format();
            matrix = frame.colorspace();
            range = frame.color_range();
        }
        return graph;
    }

    private void close(@Nullable FilterGraph graph) {
        conversion = null;
        if (graph != null) {
            graph.close();
        }
    }

    @Override
    public void close() {
        close(conversion);
        av_frame_free(gray);
    }
}
