package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.av_free;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/** Asks a muxer whether it takes a stream by letting it write a header for it to memory: its tables of codecs do not tell all. */
final class ContainerTrial {
    private ContainerTrial() {}

    static boolean holds(OutputContainer container, AVStream stream) {
        AVFormatContext context = new AVFormatContext(null);
        if (avformat_alloc_output_context2(context, null, container.muxer(), null) < 0) {
            return false;
        }
        AVIOContext memory = new AVIOContext(null);
        boolean open = avio_open_dyn_buf(memory) >= 0;
        try {
            AVStream trial = avformat_new_stream(context, null);
            if (!open || avcodec_parameters_copy(trial.codecpar(), stream.codecpar()) < 0) {
                return false;
            }
            trial.codecpar().codec_tag(0);
            trial.time_base(stream.time_base());
            StreamTags.copy(stream, trial);
            context.pb(memory);
            return avformat_write_header(context, (AVDictionary) null) >= 0;
        } finally {
            context.pb(null);
            avformat_free_context(context);
            if (open) {
                BytePointer bytes = new BytePointer((BytePointer) null);
                avio_close_dyn_buf(memory, bytes);
                av_free(bytes);
            }
        }
    }
}
