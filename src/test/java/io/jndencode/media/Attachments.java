package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import io.jndencode.media.ffmpeg.FfmpegNatives;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.javacpp.BytePointer;

/** Files that are mostly something else than their video. */
public final class Attachments {
    private static final int PADDING = 64;

    private Attachments() {}

    /** A copy of a file whose attachments have so many bytes. */
    public static Path enlarged(Path file, Path to, int bytes) {
        FfmpegNatives.load();
        return Remuxed.of(file, to, context -> {
            for (int i = 0; i < context.nb_streams(); i++) {
                AVCodecParameters stream = context.streams(i).codecpar();
                if (stream.codec_type() == AVMEDIA_TYPE_ATTACHMENT) {
                    stream.extradata(new BytePointer(av_mallocz(bytes + PADDING)))
                            .extradata_size(bytes);
                }
            }
        });
    }
}
