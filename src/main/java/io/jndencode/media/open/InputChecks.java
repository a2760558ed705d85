package io.jndencode.media.open;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_iterate;

import io.jndencode.JndException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** Refuses an opened file that exceeds {@link InputLimits}, with a sentence for the user. */
public final class InputChecks {
    private InputChecks() {}

    /** Checks what the header declares, before any packet is read. */
    static void checkDeclared(Path file, AVFormatContext context, InputLimits limits) {
        check(file, "streams", context.nb_streams(), limits.streams());
        check(file, "chapters", context.nb_chapters(), limits.chapters());
        for (int i = 0; i < context.nb_streams(); i++) {
            checkPicture(file, context.streams(i), limits);
        }
    }

    /** Checks all streams, once they are known. */
    static void check(Path file, AVFormatContext context, InputLimits limits) {
        checkDeclared(file, context, limits);
        long tags = size(context.metadata());
        long attached = 0;
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            tags += size(stream.metadata());
            boolean attachment = stream.codecpar().codec_type() == AVMEDIA_TYPE_ATTACHMENT;
            boolean cover = (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
            attached += attachment ? stream.codecpar().extradata_size() : 0;
            attached += cover ? stream.attached_pic().size() : 0;
        }
        for (int i = 0; i < context.nb_chapters(); i++) {
            tags += size(context.chapters(i).metadata());
        }
        check(file, "bytes of tags", "metadata", tags, limits.metadata());
        check(file, "bytes of attachments and covers", "attachments", attached, limits.attachments());
    }

    private static void checkPicture(Path file, AVStream stream, InputLimits limits) {
        if (stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
            checkPixels(file, stream.codecpar().width(), stream.codecpar().height(), limits);
        }
    }

    public static void checkPixels(Path file, int width, int height, InputLimits limits) {
        if ((long) width * height > limits.pixels()) {
            throw new JndException.Input(
                    "%s has pictures of %dx%d, more than the %d pixels a picture may have here: --limits pixels=N sets the limit"
                            .formatted(file, width, height, limits.pixels()));
        }
    }

    /** Checks the number of frames of the video, as far as it is known. */
    public static void checkFrames(Path file, long frames, InputLimits limits) {
        check(file, "frames", frames, limits.frames());
    }

    /** Checks the size of one subtitle packet. */
    static void checkSubtitle(Path file, long bytes, InputLimits limits) {
        check(file, "bytes in one packet of subtitles", "subtitle", bytes, limits.subtitle());
    }

    private static void check(Path file, String what, long found, long most) {
        check(file, what, what, found, most);
    }

    private static void check(Path file, String what, String name, long found, long most) {
        if (found > most) {
            throw new JndException.Input("%s has %d %s, more than the %d it may have here: --limits %s=N sets the limit"
                    .formatted(file, found, what, most, name));
        }
    }

    private static long size(@Nullable AVDictionary tags) {
        long bytes = 0;
        if (tags != null && !tags.isNull()) {
            for (AVDictionaryEntry tag = av_dict_iterate(tags, null);
                    tag != null && !tag.isNull();
                    tag = av_dict_iterate(tags, tag)) {
                bytes += BytePointer.strlen(tag.key()) + BytePointer.strlen(tag.value());
            }
        }
        return bytes;
    }
}
