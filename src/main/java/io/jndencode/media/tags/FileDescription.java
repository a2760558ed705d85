package io.jndencode.media.tags;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_iterate;
import static org.bytedeco.ffmpeg.global.avutil.av_get_media_type_string;

import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.open.InputFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVProgram;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a file and its streams, either read from it or given to a muxer: everything but the packets.
 *
 * @param tags tags of the file, keys in lower case
 * @param tracks all streams but attachments and cover pictures, in order
 * @param pictures attachments and cover pictures
 * @param programs service names by number
 */
public record FileDescription(
        Map<String, String> tags,
        List<Track> tracks,
        List<Track> pictures,
        List<Mark> chapters,
        Map<Integer, String> programs) {

    /**
     * The metadata of one stream.
     *
     * @param kind FFmpeg's name of its media type
     * @param note properties missing from FFmpeg's own description
     * @param dispositions FFmpeg's flags
     * @param sideData by FFmpeg's types
     */
    public record Track(
            String kind,
            Map<String, String> tags,
            TrackNotes.Note note,
            int dispositions,
            Map<Integer, byte[]> sideData) {
        /** Returns its language as exactly as the file gives it; empty if it has none. */
        String language() {
            String tag = tags.getOrDefault("language", "");
            String language = note.language().isEmpty() ? tag : note.language();
            return language.equals("und") ? "" : TrackNotes.canonical(language);
        }
    }

    /**
     * A chapter.
     *
     * @param start in seconds
     */
    record Mark(double start, Map<String, String> tags) {
        String title() {
            return tags.getOrDefault("title", "");
        }
    }

    /** Returns the notes of a stream by its index. */
    @FunctionalInterface
    public interface Notes {
        TrackNotes.Note of(int index);
    }

    public static FileDescription of(AVFormatContext context, Notes notes) {
        List<Track> tracks = new ArrayList<>();
        List<Track> pictures = new ArrayList<>();
        streams(context).forEach(stream -> {
            Track track = track(stream, notes.of(stream.index()));
            (beside(stream) ? pictures : tracks).add(track);
        });
        return new FileDescription(tags(context.metadata()), tracks, pictures, chapters(context), programs(context));
    }

    /** Returns the streams in the order in which they were added; a transport stream's demuxer finds them in the order of its programs. */
    private static List<AVStream> streams(AVFormatContext context) {
        List<AVStream> streams = new ArrayList<>();
        for (int i = 0; i < context.nb_streams(); i++) {
            streams.add(context.streams(i));
        }
        boolean numbered = context.iformat() != null
                && FfmpegNatives.text(context.iformat().name(), "").equals("mpegts");
        if (numbered) {
            streams.sort(Comparator.comparingInt(AVStream::id));
        }
        return streams;
    }

    /** Returns whether only FFmpeg treats this as a stream: an attached file or a cover. */
    public static boolean beside(AVStream stream) {
        return stream.codecpar().codec_type() == AVMEDIA_TYPE_ATTACHMENT
                || (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
    }

    private static Track track(AVStream stream, TrackNotes.Note note) {
        Map<Integer, byte[]> sideData = new TreeMap<>();
        AVCodecParameters parameters = stream.codecpar();
        for (int i = 0; i < parameters.nb_coded_side_data(); i++) {
            AVPacketSideData data = parameters.coded_side_data().getPointer(i);
            byte[] bytes = new byte[(int) data.size()];
            data.data().get(bytes);
            sideData.put(data.type(), bytes);
        }
        String kind = FfmpegNatives.text(av_get_media_type_string(parameters.codec_type()), "unknown");
        return new Track(kind, tags(stream.metadata()), note, stream.disposition(), sideData);
    }

    private static List<Mark> chapters(AVFormatContext context) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < context.nb_chapters(); i++) {
            AVChapter chapter = context.chapters(i);
            double unit =
                    (double) chapter.time_base().num() / chapter.time_base().den();
            marks.add(new Mark(chapter.start() * unit, tags(chapter.metadata())));
        }
        return marks;
    }

    private static Map<Integer, String> programs(AVFormatContext context) {
        Map<Integer, String> names = new TreeMap<>();
        for (int i = 0; i < context.nb_programs(); i++) {
            AVProgram program = context.programs(i);
            names.put(program.id(), InputFile.tag(program.metadata(), "service_name"));
        }
        return names;
    }

    static Map<String, String> tags(@Nullable AVDictionary dictionary) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (dictionary == null || dictionary.isNull()) {
            return tags;
        }
        AVDictionaryEntry entry = av_dict_iterate(dictionary, null);
        while (entry != null && !entry.isNull()) {
            String key = FfmpegNatives.text(entry.key(), "");
            tags.put(key.toLowerCase(java.util.Locale.ROOT), FfmpegNatives.text(entry.value(), ""));
            entry = av_dict_iterate(dictionary, entry);
        }
        return tags;
    }
}
