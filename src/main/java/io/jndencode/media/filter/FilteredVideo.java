package io.jndencode.media.filter;

import static org.bytedeco.ffmpeg.global.avutil.*;

import io.jndencode.JndException;
import io.jndencode.media.ColorTags;
import io.jndencode.media.Cropping;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.PictureSignal;
import io.jndencode.media.Rational;
import io.jndencode.media.VideoStream;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.input.StreamDescription;
import io.jndencode.media.input.VideoDecoder;
import io.jndencode.media.open.InputFile;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Describes a video as filters leave it, by running them on copies of its first frame before any work. */
public final class FilteredVideo {
    /** Enough for any filter's look ahead, and to see the rate at which frames come out. */
    private static final int FRAMES = 40;

    private FilteredVideo() {}

    /**
     * Returns a video to be read through filters.
     *
     * @throws JndException.Usage with one sentence if the filters do not fit it, or do not keep its frames
     */
    public static MediaInfo of(MediaInfo info, FilterChain chain) {
        VideoStream coded = info.video();
        try (InputFile input = InputFile.open(info);
                VideoDecoder decoder = VideoDecoder.onFirstFrame(input, info)) {
            AVFrame first = decoder.frame();
            coded.format().signal().tag(first, coded.geometry().interlaced());
            AVFrame out = av_frame_alloc();
            try (FilterRun run = FilterRun.open(first, coded, chain.text())) {
                checkSize(run, chain, input.limits().pixels());
                int each = trial(run, first, coded, chain, out);
                return info.filtered(
                        after(coded, out, each, chain),
                        new MediaInfo.Filtered(chain.text(), each, chain.remembers() || each > 1, coded));
            } finally {
                av_frame_free(out);
            }
        }
    }

    /** Refuses, before any picture is made, filters that make larger ones than an input may have. */
    private static void checkSize(FilterRun run, FilterChain chain, long most) {
        if (run.mostPixels() > most) {
            throw new JndException.Usage(
                    "the filters \"%s\" make pictures of %d pixels, more than the %d a picture may have here: --limits pixels=N sets the limit"
                            .formatted(chain.text(), run.mostPixels(), most));
        }
    }

    /** Filters a video's first frame into an empty one, on copies of it as far as the filters look ahead. */
    public static void first(AVFrame first, MediaInfo info, AVFrame out) {
        VideoStream coded = info.coded();
        coded.format().signal().tag(first, coded.geometry().interlaced());
        try (FilterRun run = FilterRun.open(first, coded, info.filterChain())) {
            for (int i = 0; i < FRAMES; i++) {
                run.feed(first, i * step(coded));
                if (run.take(out)) {
                    return;
                }
            }
            run.end();
            if (!run.take(out)) {
                throw notOneForOne(info.filterChain(), 0);
            }
        }
    }

    /** Filters copies of a frame, the first into {@code out}; returns how many come of each. */
    private static int trial(FilterRun run, AVFrame first, VideoStream coded, FilterChain chain, AVFrame out) {
        int count = 0;
        boolean kept = true;
        AVFrame next = av_frame_alloc();
        try {
            for (int i = 0; i <= FRAMES; i++) {
                if (i < FRAMES) {
                    run.feed(first, i * step(coded));
                } else {
                    run.end();
                }
                while (run.take(next)) {
                    kept &= next.pts() % step(coded) == 0;
                    if (count++ == 0) {
                        av_frame_move_ref(out, next);
                    }
                    av_frame_unref(next);
                }
            }
        } finally {
            av_frame_free(next);
        }
        if (!kept || (count != FRAMES && count != 2 * FRAMES)) {
            throw notOneForOne(chain.text(), count);
        }
        return count / FRAMES;
    }

    private static long step(VideoStream coded) {
        return Math.max(2, coded.timing().nominalTicks());
    }

    private static JndException notOneForOne(String filters, int count) {
        return new JndException.Usage("the filters \"%s\" make %d frames of %d: they must keep one for one"
                .formatted(filters, count, FRAMES));
    }

    private static VideoStream after(VideoStream coded, AVFrame out, int each, FilterChain chain) {
        Rational sar = StreamDescription.rational(out.sample_aspect_ratio());
        boolean fields = coded.geometry().interlaced() && !chain.deinterlaces();
        return new VideoStream(
                coded.streamIndex(),
                coded.codec(),
                new VideoStream.Geometry(
                        out.width(),
                        out.height(),
                        coded.geometry().rotation(),
                        coded.geometry().mirrored(),
                        sar.known() ? sar : new Rational(1, 1),
                        fields,
                        Cropping.NONE),
                timing(coded.timing(), each),
                format(coded.format(), out, sar, fields));
    }

    private static VideoStream.Timing timing(VideoStream.Timing coded, int each) {
        Rational rate = coded.frameRate();
        Rational unit = coded.timeBase();
        return new VideoStream.Timing(
                rate.known() ? new Rational(rate.num() * each, rate.den()) : rate,
                coded.variableFrameRate(),
                coded.frames() * each,
                new Rational(unit.num(), unit.den() * each));
    }

    private static VideoStream.Format format(VideoStream.Format coded, AVFrame out, Rational sar, boolean fields) {
        PictureSignal before = coded.signal();
        boolean tagged = before.sar().known() || (sar.known() && sar.num() != sar.den());
        return new VideoStream.Format(
                FfmpegNatives.text(av_get_pix_fmt_name(out.format()), "unknown"),
                av_pix_fmt_desc_get(out.format()).comp(0).depth(),
                new ColorTags(
                        FfmpegNatives.text(av_color_primaries_name(out.color_primaries()), ColorTags.UNKNOWN),
                        FfmpegNatives.text(av_color_transfer_name(out.color_trc()), ColorTags.UNKNOWN),
                        FfmpegNatives.text(av_color_space_name(out.colorspace()), ColorTags.UNKNOWN),
                        FfmpegNatives.text(av_color_range_name(out.color_range()), ColorTags.UNKNOWN)),
                HdrSignal.isLost(before.transfer(), out.color_trc()) ? null : coded.hdr(),
                new PictureSignal(
                        tagged ? sar : Rational.UNKNOWN,
                        Rational.UNKNOWN,
                        out.color_primaries(),
                        out.color_trc(),
                        out.colorspace(),
                        out.color_range(),
                        out.chroma_location(),
                        fields && before.topFieldFirst()));
    }
}
