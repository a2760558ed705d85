package io.jndencode.media.tags;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_AMBIENT_VIEWING_ENVIRONMENT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_CONTENT_LIGHT_LEVEL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_ICC_PROFILE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_MASTERING_DISPLAY_METADATA;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_SPHERICAL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_STEREO3D;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_AMBIENT_VIEWING_ENVIRONMENT;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_ICC_PROFILE;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_SPHERICAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_STEREO3D;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import io.jndencode.media.CodecSideData;
import io.jndencode.media.filter.HdrSignal;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** Copies metadata of streams and files: tags, dispositions, side data, chapters. */
public final class StreamTags {
    /** Marks side data that decoders apply themselves and do not attach to frames. */
    private static final int NOT_OF_FRAMES = -1;

    /**
     * Side data that describes the picture independently of its coding, unlike that of the coding (Dolby Vision, buffers), each with
     * the corresponding type of frame side data.
     */
    private static final int[][] PICTURE_DATA = {
        {AV_PKT_DATA_FRAME_CROPPING, NOT_OF_FRAMES},
        {AV_PKT_DATA_DISPLAYMATRIX, AV_FRAME_DATA_DISPLAYMATRIX},
        {AV_PKT_DATA_STEREO3D, AV_FRAME_DATA_STEREO3D},
        {AV_PKT_DATA_SPHERICAL, AV_FRAME_DATA_SPHERICAL},
        {AV_PKT_DATA_MASTERING_DISPLAY_METADATA, AV_FRAME_DATA_MASTERING_DISPLAY_METADATA},
        {AV_PKT_DATA_CONTENT_LIGHT_LEVEL, AV_FRAME_DATA_CONTENT_LIGHT_LEVEL},
        {AV_PKT_DATA_AMBIENT_VIEWING_ENVIRONMENT, AV_FRAME_DATA_AMBIENT_VIEWING_ENVIRONMENT},
        {AV_PKT_DATA_ICC_PROFILE, AV_FRAME_DATA_ICC_PROFILE}
    };

    /** Tags that apply only to the source's coding. */
    private static final List<String> OLD_CODING = List.of(
            "encoder",
            "vendor_id",
            "alpha_mode",
            "BPS",
            "DURATION",
            "NUMBER_OF_FRAMES",
            "NUMBER_OF_BYTES",
            "_STATISTICS_WRITING_APP",
            "_STATISTICS_WRITING_DATE_UTC",
            "_STATISTICS_TAGS");

    /** Tags with which containers describe themselves. */
    private static final List<String> OLD_FILE =
            List.of("major_brand", "minor_version", "compatible_brands", "encoder");

    private StreamTags() {}

    /** Copies the tags, disposition and rates of a copied stream. */
    public static void copy(AVStream from, AVStream to) {
        to.metadata(with(to.metadata(), from.metadata(), List.of()));
        to.disposition(from.disposition());
        to.avg_frame_rate(from.avg_frame_rate());
        to.r_frame_rate(from.r_frame_rate());
        to.sample_aspect_ratio(from.sample_aspect_ratio());
    }

    /** Copies the tags and disposition of a stream that was coded again. */
    public static void copyRecoded(AVStream from, AVStream to) {
        to.metadata(with(to.metadata(), from.metadata(), OLD_CODING));
        to.disposition(from.disposition());
    }

    /**
     * Copies the tags, disposition, rotation, HDR and other picture metadata of the video, which was encoded again.
     *
     * @param first its first frame: many players read only the container for metadata that the source had only in its bitstream
     */
    public static void copyVideo(AVStream from, AVStream to, AVFrame first) {
        copyRecoded(from, to);
        to.avg_frame_rate(from.avg_frame_rate());
        to.r_frame_rate(from.r_frame_rate());
        for (int[] type : PICTURE_DATA) {
            AVPacketSideData inStream = CodecSideData.of(from.codecpar(), type[0]);
            AVFrameSideData inFrame = av_frame_get_side_data(first, type[1]);
            boolean cut = type[0] == AV_PKT_DATA_FRAME_CROPPING
                    && (first.width() != from.codecpar().width()
                            || first.height() != from.codecpar().height());
            boolean dull = HdrSignal.describes(type[1])
                    && HdrSignal.isLost(from.codecpar().color_trc(), first.color_trc());
            if (cut || dull) { // margins, or the brightness, of a picture that filters have replaced
                continue;
            }
            if (inStream != null) {
                addSideData(to.codecpar(), type[0], inStream.data(), inStream.size());
            } else if (inFrame != null && !inFrame.isNull()) {
                addSideData(to.codecpar(), type[0], inFrame.data(), inFrame.size());
            }
        }
    }

    /** Copies the tags of the file. */
    public static void copy(AVFormatContext from, AVFormatContext to) {
        to.metadata(with(to.metadata(), from.metadata(), OLD_FILE));
    }

    private static AVDictionary with(AVDictionary into, AVDictionary more, List<String> without) {
        AVDictionary tags = into == null ? new AVDictionary(null) : into;
        av_dict_copy(tags, more, 0);
        for (String key : without) {
            av_dict_set(tags, key, null, 0);
        }
        return tags;
    }

    /** Adds side data to the description of a stream. */
    public static void addSideData(AVCodecParameters to, int type, Pointer data, long size) {
        try (PointerPointer<AVPacketSideData> list = new PointerPointer<>(1);
                IntPointer count = new IntPointer(1)) {
            list.put(to.coded_side_data());
            count.put(to.nb_coded_side_data());
            AVPacketSideData copy = av_packet_side_data_new(list, count, type, size, 0);
            Pointer.memcpy(copy.data(), data, size);
            to.coded_side_data(new AVPacketSideData(list.get()));
            to.nb_coded_side_data(count.get());
        }
    }

    /**
     * Copies the chapters that overlap the span, shifted with it; for a whole file all chapters, including those without length or past its
     * end.
     */
    public static void copyChapters(AVFormatContext from, AVFormatContext to, TimeSpan span) {
        List<AVChapter> kept = new ArrayList<>();
        for (int i = 0; i < from.nb_chapters(); i++) {
            AVChapter chapter = from.chapters(i);
            long start = span.clip(chapter.start(), chapter.time_base());
            long end = span.clip(chapter.end(), chapter.time_base());
            boolean mark = chapter.end() <= chapter.start() && span.holds(chapter.start(), chapter.time_base());
            if (end > start || mark) {
                // Matroska's muxer rejects a chapter that begins before 0 or ends before it begins.
                long first = Math.max(0, span.moved(start, chapter.time_base()));
                kept.add(copy(chapter, first, Math.max(first, span.moved(end, chapter.time_base()))));
            }
        }
        if (!kept.isEmpty()) {
            PointerPointer<AVChapter> list = new PointerPointer<>(av_mallocz((long) kept.size() * Long.BYTES));
            for (int i = 0; i < kept.size(); i++) {
                list.put(i, kept.get(i));
            }
            to.chapters(list).nb_chapters(kept.size()); // freed with the context, because FFmpeg allocated them
        }
    }

    private static AVChapter copy(AVChapter chapter, long start, long end) {
        AVChapter copy;
        try (AVChapter size = new AVChapter()) {
            copy = new AVChapter(av_mallocz(size.sizeof()));
        }
        copy.id(chapter.id()).start(start).end(end);
        copy.time_base(chapter.time_base());
        copy.metadata(with(new AVDictionary(null), chapter.metadata(), List.of()));
        return copy;
    }
}
