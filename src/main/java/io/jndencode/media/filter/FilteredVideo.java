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
                VideoDecoder decoder = VideoDecoder.open(input, coded.streamIndex(), 1)) {
            if (!decoder.next()) {
                throw new JndException.Input(info.file() + " cannot be decoded any more: was it changed?");
            }
            AVFrame first = decoder.frame();
            coded.signal().tag(first, coded.interlaced());
            AVFrame out = av_frame_alloc();
            try {
                checkSize(first, coded, chain, input.limits().pixels());
                int each = trial(first, coded, chain, out);
                return info.filtered(
                        after(coded, out, each, chain),
                        new MediaInfo.Filtered(chain.text(), each, chain.remembers() || each > 1, coded));
            } finally {
                av_frame_free(out);
            }
        }
    }

    /** Refuses, before any picture is made, filters that make larger ones than an input may have. */
    private static void checkSize(AVFrame first, VideoStream coded, FilterChain chain, long most) {
        Rational unit = coded.timeBase();
        try (FilterRun run = FilterRun.open(first, unit, unit, coded.frameRate(), chain.text())) {
            if (run.mostPixels() > most) {
                throw new JndException.Usage(
                        "the filters \"%s\" make pictures of %d pixels, more than the %d a picture may have here: --limits pixels=N sets the limit"
                                .formatted(chain.text(), run.mostPixels(), most));
            }
        }
    }

    /** Filters a video's first frame into an empty one. */
    public static void first(AVFrame first, MediaInfo info, AVFrame out) {
        VideoStream coded = info.coded();
        coded.signal().tag(first, coded.interlaced());
        trial(first, coded, FilterChain.of(info.filterChain()), out);
    }

    /** Filters copies of a frame; returns how many come of each. */
    private static int trial(AVFrame first, VideoStream coded, FilterChain chain, AVFrame out) {
        Rational unit = coded.timeBase();
        Rational fine = new Rational(unit.num(), unit.den() * 2);
        long step = Math.max(2, coded.nominalTicks());
        int count = 0;
        boolean kept = true;
        AVFrame next = av_frame_alloc();
        try (FilterRun run = FilterRun.open(first, unit, fine, coded.frameRate(), chain.text())) {
            for (int i = 0; i <= FRAMES; i++) {
                if (i < FRAMES) {
                    run.feed(first, i * step);
                } else {
                    run.end();
                }
                while (run.take(next)) {
                    kept &= next.pts() % step == 0;
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
            throw new JndException.Usage("the filters \"%s\" make %d frames of %d: they must keep one for one"
                    .formatted(chain.text(), count, FRAMES));
        }
        return count / FRAMES;
    }

    private static VideoStream after(VideoStream coded, AVFrame out, int each, FilterChain chain) {
        Rational rate = coded.frameRate();
        Rational unit = coded.timeBase();
        Rational sar = StreamDescription.rational(out.sample_aspect_ratio());
        boolean fields = coded.interlaced() && !chain.deinterlaces();
        PictureSignal before = coded.signal();
        boolean tagged = before.sar().known() || (sar.known() && sar.num() != sar.den());
        return new VideoStream(
                coded.streamIndex(),
                coded.codec(),
                out.width(),
                out.height(),
                rate.known() ? new Rational(rate.num() * each, rate.den()) : rate,
                coded.variableFrameRate(),
                coded.frames() * each,
                new Rational(unit.num(), unit.den() * each),
                FfmpegNatives.text(av_get_pix_fmt_name(out.format()), "unknown"),
                av_pix_fmt_desc_get(out.format()).comp(0).depth(),
                new ColorTags(
                        FfmpegNatives.text(av_color_primaries_name(out.color_primaries()), ColorTags.UNKNOWN),
                        FfmpegNatives.text(av_color_transfer_name(out.color_trc()), ColorTags.UNKNOWN),
                        FfmpegNatives.text(av_color_space_name(out.colorspace()), ColorTags.UNKNOWN),
                        FfmpegNatives.text(av_color_range_name(out.color_range()), ColorTags.UNKNOWN)),
                coded.hdr(),
                coded.rotation(),
                sar.known() ? sar : new Rational(1, 1),
                fields,
                Cropping.NONE,
                new PictureSignal(
                        tagged ? sar : new Rational(0, 1),
                        out.color_primaries(),
                        out.color_trc(),
                        out.colorspace(),
                        out.color_range(),
                        out.chroma_location(),
                        fields && before.topFieldFirst()));
    }
}
