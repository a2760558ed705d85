package io.jndencode.media.picture;

import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import io.jndencode.media.ffmpeg.FfmpegNatives;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Scales frames to one packed pixel format with swscale. Owns the scaler and its output buffer; both are reused while the job stays the
 * same.
 */
final class FrameScaler implements AutoCloseable {
    /** swscale's 1.0 of contrast and saturation, in 16.16 fixed point. */
    private static final int UNITY = 1 << 16;

    private final Output output;
    private final int flags;
    private @Nullable Job job;
    private @Nullable SwsContext context;
    private @Nullable BytePointer buffer;
    private final PointerPointer<BytePointer> planes = new PointerPointer<>(4);
    private final IntPointer strides = new IntPointer(4);
    private final IntPointer sourceStrides = new IntPointer(4);

    /**
     * The output format.
     *
     * @param format pixel format
     * @param bytesPerPixel bytes of one pixel
     * @param fullRange whether the samples use the full range
     */
    record Output(int format, int bytesPerPixel, boolean fullRange) {
        private int stride(int width) {
            // swscale writes whole vectors, so rows are padded for it to overshoot.
            return (width * bytesPerPixel + 63) / 64 * 64 + 64;
        }
    }

    /**
     * One scaling job.
     *
     * @param format the source's pixel format as given to swscale
     * @param matrix the source's YUV matrix, as AVCOL_SPC value
     * @param fullRange whether the source's samples use the full range
     * @param rowStep distance between the source rows used, starting with the first; above 1 for single planes only
     */
    record Job(
            int sourceWidth,
            int sourceHeight,
            int format,
            int matrix,
            boolean fullRange,
            int width,
            int height,
            int rowStep) {
        /** Returns the number of source rows used. */
        int rows() {
            return sourceHeight / rowStep;
        }
    }

    /**
     * Creates a scaler.
     *
     * @param flags swscale's flags
     */
    FrameScaler(Output output, int flags) {
        this.output = output;
        this.flags = flags;
    }

    /** Scales the planes of a frame; the result is a new array of rows without padding. */
    byte[] scale(AVFrame frame, Job wanted) {
        prepare(wanted);
        for (int plane = 0; plane < 4; plane++) {
            sourceStrides.put(plane, frame.linesize(plane) * wanted.rowStep());
        }
        int status = sws_scale(context, frame.data(), sourceStrides, 0, wanted.rows(), planes, strides);
        if (status < 0) {
            throw new IllegalStateException("swscale failed: " + FfmpegNatives.error(status));
        }
        return copy(wanted);
    }

    private byte[] copy(Job wanted) {
        BytePointer rows = java.util.Objects.requireNonNull(buffer);
        int row = wanted.width() * output.bytesPerPixel();
        byte[] result = new byte[row * wanted.height()];
        for (int y = 0; y < wanted.height(); y++) {
            rows.position((long) y * output.stride(wanted.width())).get(result, y * row, row);
        }
        rows.position(0);
        return result;
    }

    private void prepare(Job wanted) {
        if (wanted.equals(job)) {
            return;
        }
        release();
        SwsContext created = sws_getContext(
                wanted.sourceWidth(),
                wanted.rows(),
                wanted.format(),
                wanted.width(),
                wanted.height(),
                output.format(),
                flags,
                null,
                null,
                (DoublePointer) null);
        if (created == null || created.isNull()) {
            throw new IllegalStateException("swscale cannot do " + wanted);
        }
        context = created;
        IntPointer coefficients = sws_getCoefficients(wanted.matrix());
        sws_setColorspaceDetails(
                created,
                coefficients,
                wanted.fullRange() ? 1 : 0,
                coefficients,
                output.fullRange() ? 1 : 0,
                0,
                UNITY,
                UNITY);
        int stride = output.stride(wanted.width());
        long plane = (long) stride * wanted.height();
        BytePointer allocated = new BytePointer(av_malloc(plane + stride));
        buffer = allocated;
        for (int i = 0; i < 4; i++) {
            planes.put(i, i == 0 ? allocated : null);
            strides.put(i, i == 0 ? stride : 0);
        }
        job = wanted;
    }

    private void release() {
        job = null;
        if (context != null) {
            sws_freeContext(context);
            context = null;
        }
        if (buffer != null) {
            av_free(buffer);
            buffer = null;
        }
    }

    @Override
    public void close() {
        release();
        planes.close();
        strides.close();
        sourceStrides.close();
    }
}
