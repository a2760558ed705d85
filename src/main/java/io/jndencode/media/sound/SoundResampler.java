package io.jndencode.media.sound;

import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_compare;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_samples_set_silence;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert_frame;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_delay;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import io.jndencode.media.ffmpeg.FfmpegError;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.jspecify.annotations.Nullable;

/**
 * Brings decoded sound into an encoder's format, sampling rate and layout; the source's may change on the way. Channels keep their volume.
 * Owns its native context.
 */
final class SoundResampler implements AutoCloseable {
    private static final String WHAT = "resampling sound";

    private final AVCodecContext to;
    private final AVChannelLayout layout = new AVChannelLayout();
    private final AVChannelLayout usual = new AVChannelLayout();
    private final AVFrame out = av_frame_alloc();
    private @Nullable SwrContext context;
    private int format;
    private int rate;
    private long changes = -1;

    SoundResampler(AVCodecContext to) {
        this.to = to;
    }

    /** Prepares for a frame's format; what is left of another one goes to {@code samples}. */
    void expect(AVFrame frame, Consumer<AVFrame> samples) {
        boolean same = context != null
                && frame.format() == format
                && frame.sample_rate() == rate
                && av_channel_layout_compare(frame.ch_layout(), layout) == 0;
        if (same) {
            return;
        }
        flush(samples);
        av_channel_layout_copy(layout, frame.ch_layout());
        format = frame.format();
        rate = frame.sample_rate();
        changes++;
        open();
    }

    private void open() {
        SoundFormat.usual(layout, usual);
        SwrContext made = new SwrContext(null);
        FfmpegError.check(
                swr_alloc_set_opts2(
                        made, to.ch_layout(), to.sample_fmt(), to.sample_rate(), usual, format, rate, 0, null),
                WHAT);
        context = made;
        FfmpegError.check(swr_init(made), WHAT);
    }

    /** Converts a frame. */
    void put(AVFrame frame, Consumer<AVFrame> samples) {
        if (!SoundFormat.known(frame.ch_layout())) {
            av_channel_layout_copy(frame.ch_layout(), usual);
        }
        convert(frame, samples);
    }

    private void convert(@Nullable AVFrame frame, Consumer<AVFrame> samples) {
        av_channel_layout_copy(out.ch_layout(), to.ch_layout());
        out.format(to.sample_fmt()).sample_rate(to.sample_rate());
        FfmpegError.check(swr_convert_frame(context, out, frame), WHAT);
        if (out.nb_samples() > 0) {
            samples.accept(out);
        }
        av_frame_unref(out);
    }

    /** Returns the samples that are on their way, at the encoder's rate. */
    long delay() {
        return context == null ? 0 : swr_get_delay(context, to.sample_rate());
    }

    /** Adds silence, a second at a time. */
    void silence(long count, Consumer<AVFrame> samples) {
        long rest = Math.round((double) count * rate / to.sample_rate());
        while (rest > 0) {
            int step = (int) Math.min(rest, rate);
            AVFrame silent = av_frame_alloc();
            try {
                silent.nb_samples(step).format(format).sample_rate(rate);
                av_channel_layout_copy(silent.ch_layout(), usual);
                FfmpegError.check(av_frame_get_buffer(silent, 0), WHAT);
                av_samples_set_silence(silent.extended_data(), 0, step, usual.nb_channels(), format);
                convert(silent, samples);
            } finally {
                av_frame_free(silent);
            }
            rest -= step;
        }
    }

    /** Hands on what is on its way, at the end. */
    void flush(Consumer<AVFrame> samples) {
        if (context != null) {
            convert(null, samples);
            swr_free(context);
            context = null;
        }
    }

    /** Returns how often the source's format changed. */
    long changes() {
        return Math.max(0, changes);
    }

    @Override
    public void close() {
        if (context != null) {
            swr_free(context);
        }
        av_frame_free(out);
        av_channel_layout_uninit(layout);
        av_channel_layout_uninit(usual);
    }
}
