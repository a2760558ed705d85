package io.jndencode.media.read;

import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_CHILDREN;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_get_array_size;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.filter.FilteredVideo;
import io.jndencode.media.input.VideoDecoder;
import io.jndencode.media.open.InputFile;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * The first frame of a video, decoded separately, for properties of the picture that its bitstream gives and the container may not. Owns
 * its own demuxer and decoder.
 */
public final class FirstFrame implements AutoCloseable {
    private final InputFile input;
    private final VideoDecoder decoder;
    private @Nullable AVFrame filtered;

    private FirstFrame(InputFile input, VideoDecoder decoder) {
        this.input = input;
        this.decoder = decoder;
    }

    public static FirstFrame of(MediaInfo info) {
        InputFile input = InputFile.open(info);
        try {
            return new FirstFrame(input, VideoDecoder.onFirstFrame(input, info)).behind(info);
        } catch (RuntimeException | Error e) {
            input.close();
            throw e;
        }
    }

    private FirstFrame behind(MediaInfo info) {
        if (info.filtered() == null) {
            return this;
        }
        filtered = av_frame_alloc();
        try {
            FilteredVideo.first(decoder.frame(), info, filtered);
            return this;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Returns the frame, behind the filters the video is read through; owned by this object. */
    public AVFrame frame() {
        return filtered == null ? decoder.frame() : filtered;
    }

    /** Returns the number of pictures for each time, such as one for each eye in MV-HEVC; only the first is decoded. */
    public int views() {
        int[] count = {0};
        int code = av_opt_get_array_size(decoder.context(), "view_ids_available", AV_OPT_SEARCH_CHILDREN, count);
        return code < 0 ? 1 : Math.max(1, count[0]);
    }

    /** Returns the stream as its container describes it. */
    public AVStream stream() {
        return input.stream(decoder.streamIndex());
    }

    /** Returns whether the container has the transparency of VP8 and VP9 as separate pictures, which decoders ignore. */
    public boolean alphaBeside() {
        String mode = InputFile.tag(stream().metadata(), "alpha_mode");
        return !mode.isEmpty() && !mode.equals("0");
    }

    @Override
    public void close() {
        if (filtered != null) {
            av_frame_free(filtered);
        }
        decoder.close();
        input.close();
    }
}
