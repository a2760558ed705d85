package io.jndencode.media.read;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.VideoStream;
import io.jndencode.media.input.StreamDescription;
import io.jndencode.media.input.VideoDecoder;
import io.jndencode.media.open.InputFile;

/** An opened file and the decoder of its video, closed together. */
record OpenVideo(InputFile input, VideoDecoder decoder) implements AutoCloseable {
    static OpenVideo open(MediaInfo info, ReaderOptions options) {
        InputFile input = InputFile.open(info);
        try {
            VideoDecoder decoder = VideoDecoder.open(input, info.video().streamIndex(), options.threads());
            if (options.notingSizes()) {
                decoder.noteSizes();
            }
            return new OpenVideo(input, decoder);
        } catch (RuntimeException | Error e) {
            input.close();
            throw e;
        }
    }

    /** Returns the ticks of the readers' timestamps in one of the container's. */
    long scale(VideoStream video) {
        return video.timing()
                .scale(StreamDescription.rational(
                        input.stream(decoder.streamIndex()).time_base()));
    }

    @Override
    public void close() {
        decoder.close();
        input.close();
    }
}
