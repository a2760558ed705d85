package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import io.jndencode.media.mux.Muxer;
import io.jndencode.media.open.InputFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Makes files that say something of themselves: a copy of a file's streams with whatever a test sets before the header is written. */
public final class Remuxed {
    private Remuxed() {}

    /**
     * Copies all streams of files into one.
     *
     * @param to its extension names the container
     * @param describe changes what the muxer is told; the streams are there, in the order of the files
     */
    public static Path of(List<Path> files, Path to, Map<String, String> options, Consumer<AVFormatContext> describe) {
        try (Muxer muxer = Muxer.create(to, OutputContainer.of(to), to)) {
            for (Path file : files) {
                addStreams(file, muxer);
            }
            describe.accept(muxer.context());
            muxer.begin(options);
            int first = 0;
            for (Path file : files) {
                first += copy(file, muxer, first);
            }
            muxer.finish();
            return to;
        }
    }

    public static Path of(Path file, Path to, Consumer<AVFormatContext> describe) {
        return of(List.of(file), to, Map.of(), describe);
    }

    private static void addStreams(Path file, Muxer muxer) {
        try (InputFile input = InputFile.open(file)) {
            for (int i = 0; i < input.streams(); i++) {
                AVStream from = input.stream(i);
                AVStream made = muxer.addStream();
                avcodec_parameters_copy(made.codecpar(), from.codecpar());
                made.codecpar().codec_tag(0);
                made.time_base(from.time_base());
                made.avg_frame_rate(from.avg_frame_rate());
                made.sample_aspect_ratio(from.sample_aspect_ratio());
                made.disposition(from.disposition());
                AVDictionary tags = new AVDictionary(null);
                av_dict_copy(tags, from.metadata(), 0);
                made.metadata(tags);
            }
        }
    }

    private static int copy(Path file, Muxer muxer, int first) {
        AVPacket packet = av_packet_alloc();
        try (InputFile input = InputFile.open(file)) {
            while (av_read_frame(input.context(), packet) >= 0) {
                int index = packet.stream_index();
                AVStream made = muxer.context().streams(first + index);
                av_packet_rescale_ts(packet, input.stream(index).time_base(), made.time_base());
                packet.stream_index(made.index());
                muxer.write(packet);
            }
            return input.streams();
        } finally {
            av_packet_free(packet);
        }
    }

    /** Sets a tag of a file, stream, program or chapter; the result is the dictionary to set there again. */
    public static AVDictionary tagged(AVDictionary tags, String key, String value) {
        AVDictionary into = tags == null || tags.isNull() ? new AVDictionary(null) : tags;
        av_dict_set(into, key, value, 0);
        return into;
    }

    /** Adds side data of little-endian 32-bit numbers to a stream. */
    public static void sideData(AVStream stream, int type, int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int number : numbers) {
            bytes.putInt(number);
        }
        try (PointerPointer<AVPacketSideData> list = new PointerPointer<>(1);
                IntPointer count = new IntPointer(1)) {
            list.put(stream.codecpar().coded_side_data());
            count.put(stream.codecpar().nb_coded_side_data());
            AVPacketSideData made = av_packet_side_data_new(list, count, type, bytes.capacity(), 0);
            made.data().put(bytes.array());
            stream.codecpar().coded_side_data(new AVPacketSideData(list.get()));
            stream.codecpar().nb_coded_side_data(count.get());
        }
    }

    /** Gives a file chapters; times in milliseconds, one title a chapter. */
    public static void chapters(AVFormatContext context, long[][] times, String... titles) {
        PointerPointer<AVChapter> list = new PointerPointer<>(av_mallocz((long) times.length * Long.BYTES));
        for (int i = 0; i < times.length; i++) {
            AVChapter chapter;
            try (AVChapter size = new AVChapter()) {
                chapter = new AVChapter(av_mallocz(size.sizeof()));
            }
            chapter.id(i + 1).start(times[i][0]).end(times[i][1]);
            chapter.time_base().num(1).den(1000);
            chapter.metadata(tagged(new AVDictionary(null), "title", titles[i]));
            list.put(i, chapter);
        }
        context.chapters(list).nb_chapters(times.length);
    }
}
