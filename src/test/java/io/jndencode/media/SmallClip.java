package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;

import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.media.segment.SegmentEncoder;
import io.jndencode.media.stitch.Stitcher;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** Short clips for tests that need files of certain names: the beginning of a video, coded by our encoder. */
public final class SmallClip {
    private SmallClip() {}

    /** The first frames of a video at a constant QP; a name ending in .264 gives a bare H.264 stream. */
    public static Path write(Path video, int frames, int qp, Path output) {
        Path segment = output.resolveSibling("clip.segment");
        try (VideoReader reader = VideoReader.open(video, ReaderOptions.threads(1))) {
            reader.next();
            new SegmentEncoder(EncoderSettings.constantQp("superfast", qp))
                    .encode(reader, new ExpectedFrames.Counted(frames, OptionalLong.empty()), segment, done -> {});
        }
        boolean bare = output.toString().endsWith(".264");
        Path joined = bare ? output.resolveSibling("clip.mp4") : output;
        Stitcher.stitch(new Stitcher.Job(MediaProbe.probe(video), List.of(segment), joined, true, true));
        if (bare) {
            bare(joined, output);
        }
        return output;
    }

    private static void bare(Path video, Path output) {
        AVPacket packet = av_packet_alloc();
        AVFormatContext out = new AVFormatContext(null);
        try (InputFile input = InputFile.open(video)) {
            int index = input.bestVideo();
            FfmpegError.check(avformat_alloc_output_context2(out, null, "h264", output.toString()), "muxing");
            AVStream stream = avformat_new_stream(out, null);
            avcodec_parameters_copy(stream.codecpar(), input.stream(index).codecpar());
            stream.codecpar().codec_tag(0);
            AVIOContext io = new AVIOContext(null);
            FfmpegError.check(avio_open(io, output.toString(), AVIO_FLAG_WRITE), "muxing");
            out.pb(io);
            FfmpegError.check(avformat_write_header(out, (AVDictionary) null), "muxing");
            while (av_read_frame(input.context(), packet) >= 0) {
                if (packet.stream_index() == index) {
                    packet.stream_index(0);
                    av_packet_rescale_ts(packet, input.stream(index).time_base(), stream.time_base());
                    FfmpegError.check(av_interleaved_write_frame(out, packet), "muxing");
                }
            }
            av_write_trailer(out);
            avio_closep(io);
        } finally {
            av_packet_free(packet);
            avformat_free_context(out);
        }
    }
}
