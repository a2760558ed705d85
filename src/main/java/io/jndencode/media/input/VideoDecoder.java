package io.jndencode.media.input;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_ENOMEM;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.timing.SteadyPackets;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes one stream of an {@link InputFile}, in presentation order. Owns the decoder, one packet and one frame; the file remains the
 * caller's. A damaged packet is counted and skipped, as players do.
 */
public final class VideoDecoder implements AutoCloseable {
    private final InputFile input;
    private final int streamIndex;
    private final AVCodecContext codec;
    private final SteadyPackets source;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private final PacketSizes sizes = new PacketSizes();
    private boolean drained;
    private boolean closed;
    private boolean awaitingKey;
    private long firstKeyPts = AV_NOPTS_VALUE;
    private long latestSent = Long.MIN_VALUE;
    private long errors;
    private long packets;
    private long damaged;

    private VideoDecoder(InputFile input, int streamIndex, AVCodecContext codec) {
        this.input = input;
        this.streamIndex = streamIndex;
        this.codec = codec;
        this.source = new SteadyPackets(input, streamIndex);
    }

    /** Opens a decoder for a stream; from now on the demuxer skips all other streams of the file. */
    public static VideoDecoder open(InputFile input, int streamIndex, int threads) {
        AVStream stream = input.stream(streamIndex);
        int codecId = stream.codecpar().codec_id();
        if (!FfmpegNatives.hasDecoder(codecId)) {
            throw new JndException.Input("%s: there is no decoder for its video (codec %s)."
                    .formatted(input.file(), FfmpegNatives.codecName(codecId)));
        }
        AVCodec decoder = avcodec_find_decoder(codecId);
        AVCodecContext codec = avcodec_alloc_context3(decoder);
        VideoDecoder result = new VideoDecoder(input, streamIndex, codec);
        try {
            result.require(avcodec_parameters_to_context(codec, stream.codecpar()));
            codec.pkt_timebase(stream.time_base());
            codec.max_pixels(input.limits().pixels());
            codec.thread_count(threads);
            codec.thread_type(AVCodecContext.FF_THREAD_FRAME | AVCodecContext.FF_THREAD_SLICE);
            result.require(avcodec_open2(codec, decoder, (AVDictionary) null));
            input.readOnly(streamIndex, result.source.witness());
            return result;
        } catch (RuntimeException | Error e) {
            result.close();
            throw e;
        }
    }

    /** Opens a decoder with one thread that stands on a video's first frame. */
    public static VideoDecoder onFirstFrame(InputFile input, MediaInfo info) {
        VideoDecoder decoder = open(input, info.video().streamIndex(), 1);
        try {
            if (decoder.next()) {
                return decoder;
            }
            throw new JndException.Input(info.file() + " cannot be decoded any more: was it changed?");
        } catch (RuntimeException | Error e) {
            decoder.close();
            throw e;
        }
    }

    /** From now on records the size of every packet, so that the size of a part can be computed. */
    public void noteSizes() {
        sizes.noteEach();
    }

    /** From now on treats damage as an error instead of letting the decoder conceal it. */
    public void strict() {
        codec.err_recognition(codec.err_recognition() | AV_EF_EXPLODE);
    }

    /** From now on decodes key frames alone. */
    public void keyFramesOnly() {
        codec.skip_frame(AVDISCARD_NONKEY);
    }

    private void require(int status) {
        if (status < 0) {
            throw new JndException.Input("%s: its video (codec %s) cannot be decoded: %s."
                    .formatted(input.file(), FfmpegNatives.codecName(codec.codec_id()), FfmpegNatives.error(status)));
        }
    }

    /** Decodes the next frame; returns false at the end. */
    public boolean next() {
        while (true) {
            int status = avcodec_receive_frame(codec, frame);
            if (status == 0) {
                if ((frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags() != 0) {
                    damaged++;
                }
                return true;
            }
            if (status == AVERROR_EOF) {
                return false;
            }
            if (status != AVERROR_EAGAIN()) {
                note(status);
            } else if (!feed()) {
                return false;
            }
        }
    }

    /** Sends one packet of the stream, or the end of the stream, to the decoder; returns false if the end was sent before. */
    private boolean feed() {
        if (drained) {
            return false;
        }
        while (true) {
            int status = source.read(packet);
            if (status < 0) {
                drained = true;
                if (status != AVERROR_EOF) {
                    note(status);
                }
                avcodec_send_packet(codec, null);
                return true;
            }
            // To the decoder an empty packet means end of stream, in a file it means a repeated frame.
            boolean wanted = packet.stream_index() == streamIndex && packet.size() > 0 && keyReached();
            if (wanted) {
                latestSent = Math.max(latestSent, time());
                sizes.add(time(), packet.size());
            }
            int sent = wanted ? avcodec_send_packet(codec, packet) : 0;
            av_packet_unref(packet);
            if (sent < 0) {
                note(sent);
            }
            if (wanted) {
                packets++;
                return true;
            }
        }
    }

    /** Counts a packet that could not be read or decoded; throws if the machine and not the source is at fault. */
    private void note(int status) {
        if (status == AVERROR_ENOMEM()) {
            throw new JndException.Encode("there is not enough memory for decoding " + input.file()
                    + ", or it is damaged so that it asks for too much: give --workers 1, or free some");
        }
        errors++;
    }

    private boolean keyReached() {
        if (awaitingKey && (packet.flags() & AV_PKT_FLAG_KEY) != 0) {
            awaitingKey = false;
            firstKeyPts = packet.pts();
        }
        return !awaitingKey;
    }

    private long time() {
        return packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
    }

    /**
     * Reads on without decoding and returns the sorted timestamps of the frames after those already sent to the decoder, which cannot be
     * used afterwards.
     *
     * @param most most packets to read
     * @param mostBytes most bytes to read
     */
    long[] followingTimes(int most, long mostBytes) {
        long[] times = new long[most];
        int count = 0;
        long bytes = 0;
        boolean ended = false;
        while (count < most && bytes < mostBytes && !ended) {
            ended = source.read(packet) < 0;
            if (!ended && packet.stream_index() == streamIndex && packet.size() > 0) {
                bytes += packet.size();
                if (time() != AV_NOPTS_VALUE && time() >= latestSent) {
                    times[count++] = time();
                }
            }
            av_packet_unref(packet);
        }
        Arrays.sort(times, 0, count);
        // If reading stopped early, frames displayed among the last ones may not have been read yet.
        return Arrays.copyOf(times, ended ? count : Math.max(0, count - 16));
    }

    public int streamIndex() {
        return streamIndex;
    }

    /**
     * Seeks to a key frame at or before a timestamp, as far as the container allows. The next frame is the first one decodable from there.
     */
    public boolean seek(long timestamp) {
        if (input.seek(streamIndex, timestamp, AVSEEK_FLAG_BACKWARD) < 0) {
            return false;
        }
        avcodec_flush_buffers(codec);
        source.positioned();
        sizes.clear();
        drained = false;
        awaitingKey = true;
        firstKeyPts = AV_NOPTS_VALUE;
        return true;
    }

    /** Returns the timestamp of the key frame from which decoding started after {@link #seek}; FFmpeg's "no timestamp" before that. */
    public long firstKeyPts() {
        return firstKeyPts;
    }

    /** Returns the codec's context, owned by this object. */
    public AVCodecContext context() {
        return codec;
    }

    /** Returns the frame decoded last, owned by this object and valid until the next call of {@link #next}. */
    public AVFrame frame() {
        return frame;
    }

    /** Returns the number of packets of the stream given to the decoder. */
    public long packets() {
        return packets;
    }

    /** Returns the recorded sizes of the packets. */
    public PacketSizes sizes() {
        return sizes;
    }

    /** Returns how often the clock of the packets jumped. */
    public long jumps() {
        return source.jumps();
    }

    /** Returns the number of packets that could not be read or decoded. */
    public long errors() {
        return errors;
    }

    /** Returns the number of frames decoded with concealed damage. */
    public long damaged() {
        return damaged;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            source.close();
            av_frame_free(frame);
            av_packet_free(packet);
            avcodec_free_context(codec);
        }
    }
}
