package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_NOFILE;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;

import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.input.StreamDescription;
import io.jndencode.media.open.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** The packets of a video and its sound in another file, with other times. Written as they come, whatever their times are. */
public final class Retimed {
    private Retimed() {}

    /** Changes a packet, before it is written. */
    public interface Edit {
        /**
         * Changes a packet.
         *
         * @param frame frames of the video that are shown before the packet
         * @param second ticks in a second
         */
        void change(AVPacket packet, boolean video, long frame, long second);
    }

    /** Puts the beginning of a file's first two streams into a new one, whose name says the container. */
    public static Path of(Path source, int frames, Path file, Edit edit) {
        return of(source, 2, frames, file, edit);
    }

    /** As above, with so many of its streams. */
    public static Path of(Path source, int streams, int frames, Path file, Edit edit) {
        AVFormatContext out = new AVFormatContext(null);
        FfmpegNatives.load();
        FfmpegError.check(avformat_alloc_output_context2(out, null, null, file.toString()), "muxing");
        try (InputFile input = InputFile.open(source)) {
            List<AVStream> made = new ArrayList<>();
            for (int i = 0; i < Math.min(streams, input.streams()); i++) {
                AVStream stream = avformat_new_stream(out, null);
                avcodec_parameters_copy(stream.codecpar(), input.stream(i).codecpar());
                stream.codecpar().codec_tag(0);
                stream.time_base(input.stream(i).time_base());
                stream.avg_frame_rate(input.stream(i).avg_frame_rate());
                made.add(stream);
            }
            AVIOContext io = new AVIOContext(null);
            if ((out.oformat().flags() & AVFMT_NOFILE) == 0) {
                FfmpegError.check(avio_open(io, file.toString(), AVIO_FLAG_WRITE), "muxing");
                out.pb(io);
            }
            FfmpegError.check(avformat_write_header(out, (AVDictionary) null), "muxing");
            copy(input, frames, out, made, edit);
            FfmpegError.check(av_write_trailer(out), "muxing");
            avio_closep(io);
            return file;
        } finally {
            avformat_free_context(out);
        }
    }

    private static void copy(InputFile input, int frames, AVFormatContext out, List<AVStream> made, Edit edit) {
        AVPacket packet = av_packet_alloc();
        int video = input.bestVideo();
        int[] numbers = new int[input.streams()];
        while (numbers[video] < frames && av_read_frame(input.context(), packet) >= 0) {
            int index = packet.stream_index();
            if (index < made.size()) {
                AVStream from = input.stream(index);
                numbers[index]++;
                AVRational unit = made.get(index).time_base();
                long shown = rate(input.stream(video))
                        * packet.pts()
                        * from.time_base().num();
                long frame = Math.floorDiv(shown, from.time_base().den());
                av_packet_rescale_ts(packet, from.time_base(), unit);
                edit.change(packet, index == video, frame, unit.den() / unit.num());
                packet.pos(-1);
                FfmpegError.check(av_write_frame(out, packet), "muxing");
            }
            av_packet_unref(packet);
        }
        av_packet_free(packet);
    }

    private static long rate(AVStream video) {
        return Math.round(StreamDescription.rational(video.avg_frame_rate()).toDouble());
    }
}
