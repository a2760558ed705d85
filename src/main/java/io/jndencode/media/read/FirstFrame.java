package io.jndencode.media.read;

import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_CHILDREN;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_get_array_size;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.input.VideoDecoder;
import io.jndencode.media.open.InputFile;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * The first frame of a video, decoded for itself: what its bitstream says of the picture and the container may not. Owns its own
 * demuxer and decoder.
 */
public final class FirstFrame implements AutoCloseable {
    private final InputFile input;
    private final VideoDecoder decoder;

    private FirstFrame(InputFile input, VideoDecoder decoder) {
        this.input = input;
        this.decoder = decoder;
    }

    public static FirstFrame of(MediaInfo info) {
        InputFile input = InputFile.open(info);
        try {
            VideoDecoder decoder = VideoDecoder.open(input, info.video().streamIndex(), 1);
            FirstFrame first = new FirstFrame(input, decoder);
            if (!decoder.next()) {
                decoder.close();
                throw new JndException.Input(info.file() + " cannot be decoded any more: was it changed?");
            }
            return first;
        } catch (RuntimeException | Error e) {
            input.close();
            throw e;
        }
    }

    /** Owned by this object. */
    public AVFrame frame() {
        return decoder.frame();
    }

    /** Pictures the coded video has for each time, as MV-HEVC has one for each eye; only the first is decoded. */
    public int views() {
        int[] count = {0};
        int code = av_opt_get_array_size(decoder.context(), "view_ids_available", AV_OPT_SEARCH_CHILDREN, count);
        return code < 0 ? 1 : Math.max(1, count[0]);
    }

    /** The stream, as its container describes it. */
    public AVStream stream() {
        return input.stream(decoder.streamIndex());
    }

    /** Whether the container has the transparency of VP8 and VP9 in pictures of their own, which decoders pass over. */
    public boolean alphaBeside() {
        String mode = InputFile.tag(stream().metadata(), "alpha_mode");
        return !mode.isEmpty() && !mode.equals("0");
    }

    @Override
    public void close() {
        decoder.close();
        input.close();
    }
}
