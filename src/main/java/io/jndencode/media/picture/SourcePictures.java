package io.jndencode.media.picture;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.jndencode.media.SourcePicture;
import io.jndencode.media.ffmpeg.FilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Converts native frames to {@link SourcePicture}s, at once or on demand. Owns the frames kept for later, and its filters, which are reused
 * while the frames have the same format.
 */
public final class SourcePictures implements AutoCloseable {
    private final AVFrame scaled = av_frame_alloc();
    private final FrameBuffer kept = new FrameBuffer(FrameBuffer.MOST_BYTES);
    private @Nullable FilterGraph filters;
    private @Nullable Kind kind;

    /** The properties of frames that filters depend on. */
    private record Kind(int width, int height, int format, int matrix, int range) {
        static Kind of(AVFrame frame) {
            return new Kind(frame.width(), frame.height(), frame.format(), frame.colorspace(), frame.color_range());
        }
    }

    /** Converts a frame, which remains the caller's. */
    public SourcePicture of(AVFrame frame) {
        return kept.alone(() -> made(frame));
    }

    /** Returns a picture to be made on demand, on any thread; the frame remains the caller's. */
    public LazyPicture later(AVFrame frame) {
        return kept.keep(frame, this::made);
    }

    private SourcePicture made(AVFrame frame) {
        FilterGraph graph = filters(frame);
        av_frame_unref(scaled);
        graph.apply(frame, scaled);
        return copy(scaled);
    }

    private FilterGraph filters(AVFrame frame) {
        Kind wanted = Kind.of(frame);
        FilterGraph graph = filters;
        if (graph == null || !wanted.equals(kind)) {
            close(graph);
            filters = null;
            graph = FilterGraph.open(
                    frame, SourcePicture.Size.of(frame.width(), frame.height()).filters());
            filters = graph;
            kind = wanted;
        }
        return graph;
    }

    /** Copies a frame that is 8-bit 4:2:0 already. */
    public static SourcePicture copy(AVFrame frame) {
        int width = frame.width();
        int height = frame.height();
        byte[] samples = new byte[width * height * 3 / 2];
        int at = 0;
        for (int plane = 0; plane < 3; plane++) {
            int columns = plane == 0 ? width : width / 2;
            int rows = plane == 0 ? height : height / 2;
            BytePointer data = frame.data(plane);
            for (int y = 0; y < rows; y++, at += columns) {
                data.position((long) y * frame.linesize(plane)).get(samples, at, columns);
            }
        }
        return new SourcePicture(width, height, samples, FramePictures.matrix(frame), FramePictures.fullRange(frame));
    }

    private static void close(@Nullable FilterGraph graph) {
        if (graph != null) {
            graph.close();
        }
    }

    @Override
    public void close() {
        kept.close();
        close(filters);
        filters = null;
        av_frame_free(scaled);
    }
}
