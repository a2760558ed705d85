package io.jndencode.media.packaging;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.input.StreamDescription;
import io.jndencode.media.open.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** One finished encode to be cut into pieces: an MP4 file of this program's. Every reading opens it anew. */
public record FinishedEncode(Path file) {
    /**
     * The times of a video's pictures.
     *
     * @param unit of the times
     * @param start of the first picture
     * @param end of the last one's display
     * @param keys of the key frames, in order
     * @param frames number of pictures
     * @param shortest from one picture to the next; 0 if there is but one
     */
    public record Times(Rational unit, long start, long end, List<Long> keys, long frames, long shortest) {
        public Times {
            keys = List.copyOf(keys);
        }

        /** Returns the most pictures a second that are ever shown; unknown of a single picture. */
        public Rational highestRate() {
            return shortest > 0 ? new Rational(unit.den(), unit.num() * shortest) : Rational.UNKNOWN;
        }
    }

    /** Reads the times of the video's pictures. */
    public Times times() {
        try (InputFile input = InputFile.open(file)) {
            int video = video(input);
            List<Long> keys = new ArrayList<>();
            TreeSet<Long> shown = new TreeSet<>();
            long[] end = {Long.MIN_VALUE};
            packets(input, video, packet -> {
                shown.add(packet.pts());
                end[0] = Math.max(end[0], packet.pts() + Math.max(1, packet.duration()));
                if ((packet.flags() & AV_PKT_FLAG_KEY) != 0) {
                    keys.add(packet.pts());
                }
            });
            if (keys.isEmpty()) {
                throw new JndException.Encode(file + " has no picture");
            }
            AVStream stream = input.stream(video);
            return new Times(
                    StreamDescription.rational(stream.time_base()),
                    shown.first(),
                    end[0],
                    keys,
                    shown.size(),
                    shortest(shown));
        }
    }

    private static long shortest(TreeSet<Long> shown) {
        long least = Long.MAX_VALUE;
        long before = shown.first();
        for (long pts : shown.tailSet(before, false)) {
            least = Math.min(least, pts - before);
            before = pts;
        }
        return shown.size() > 1 ? least : 0;
    }

    static int video(InputFile input) {
        return streams(input, AVMEDIA_TYPE_VIDEO).get(0);
    }

    /** Returns the streams of sound, in the order of the file. */
    static List<Integer> sounds(InputFile input) {
        return streams(input, AVMEDIA_TYPE_AUDIO);
    }

    /** Returns the streams of subtitles, in the order of the file. */
    static List<Integer> subtitles(InputFile input) {
        return streams(input, AVMEDIA_TYPE_SUBTITLE);
    }

    private static List<Integer> streams(InputFile input, int type) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < input.streams(); i++) {
            AVStream stream = input.stream(i);
            if (stream.codecpar().codec_type() == type && (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) == 0) {
                found.add(i);
            }
        }
        return found;
    }

    static String codec(AVStream stream) {
        return FfmpegNatives.codecName(stream.codecpar().codec_id());
    }

    static byte[] record(AVStream stream) {
        byte[] bytes = new byte[stream.codecpar().extradata_size()];
        if (bytes.length > 0) {
            stream.codecpar().extradata().get(bytes);
        }
        return bytes;
    }

    /** Hands every packet of a stream on, in decoding order. */
    static void packets(InputFile input, int stream, Consumer<AVPacket> sink) {
        AVPacket packet = av_packet_alloc();
        try {
            while (input.read(packet) >= 0) {
                if (packet.stream_index() == stream) {
                    sink.accept(packet);
                }
                av_packet_unref(packet);
                if (Thread.currentThread().isInterrupted()) {
                    throw new JndException.Interrupted("interrupted while packaging");
                }
            }
        } finally {
            av_packet_free(packet);
        }
    }
}
