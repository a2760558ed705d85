package io.jndencode.media.mux;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_ASS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MOV_TEXT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_SSA;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_SUBRIP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_TEXT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WEBVTT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_DATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_FOURCC_MAX_STRING_SIZE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_fourcc_make_string;
import static org.bytedeco.ffmpeg.global.avutil.av_get_media_type_string;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import io.jndencode.JndException;
import io.jndencode.media.OutputContainer;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.sound.SoundConverter;
import io.jndencode.media.streams.AudioChoice;
import io.jndencode.media.streams.WantedStreams;
import io.jndencode.media.tags.StreamTags;
import io.jndencode.media.tags.TimeSpan;
import io.jndencode.media.timing.SteadyPackets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Decides what happens to every stream beside the video, and creates the output's streams for them. Owns the copies. */
public final class StreamSelection implements AutoCloseable {
    private static final List<Integer> TEXTS = List.of(
            AV_CODEC_ID_SUBRIP,
            AV_CODEC_ID_TEXT,
            AV_CODEC_ID_ASS,
            AV_CODEC_ID_SSA,
            AV_CODEC_ID_WEBVTT,
            AV_CODEC_ID_MOV_TEXT);
    private static final int TIMECODE_TAG = 't' | 'm' << 8 | 'c' << 16 | 'd' << 24;

    private final Muxer output;
    private final OutputContainer container;
    private final TimeSpan span;
    private final @Nullable CopiedStream[] copies;
    private final WantedStreams wanted;
    private final SoundConversion sounds;
    private final List<Integer> sampleRates = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * Creates a selection without streams.
     *
     * @param wanted the streams of the source that the user wants
     * @param audio what the user wants done with sound
     */
    StreamSelection(
            InputFile source,
            Muxer output,
            OutputContainer container,
            TimeSpan span,
            WantedStreams wanted,
            AudioChoice audio) {
        this.wanted = wanted;
        this.sounds = new SoundConversion(audio, container);
        this.output = output;
        this.container = container;
        this.span = span;
        this.copies = new CopiedStream[source.streams()];
    }

    /**
     * Creates the output's stream for a stream of the source, if it can be kept.
     *
     * @param packets its first packets, with which the container is tested
     */
    void add(AVStream stream, List<AVPacket> packets) {
        AVCodecParameters parameters = stream.codecpar();
        boolean picture = (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
        if (parameters.codec_type() == AVMEDIA_TYPE_DATA
                && (stream.discard() == AVDISCARD_ALL || parameters.codec_tag() == TIMECODE_TAG)) {
            return; // MP4's own track of chapter titles or time code, which the muxer writes anew
        }
        if (!wanted.keeps(stream.index())) {
            warnings.add(name(stream) + " was left out, as asked for");
            return;
        }
        Optional<MuxerCheck.Fit> fit = MuxerCheck.fit(container, stream, packets);
        if (parameters.codec_type() == AVMEDIA_TYPE_AUDIO && convertSound(stream, packets, fit.isPresent())) {
            return;
        }
        if (picture && container == OutputContainer.MATROSKA) {
            addAsAttachment(stream);
        } else if (fit.isPresent()) {
            AVStream made = output.addStream();
            MuxerCheck.describe(stream, made, output.context().oformat(), fit.get());
            finish(stream, made, null);
        } else if (!TEXTS.contains(parameters.codec_id()) || container == OutputContainer.MPEG_TS || !convert(stream)) {
            warnings.add(leftOut(stream, packets));
        }
    }

    private boolean convertSound(AVStream stream, List<AVPacket> packets, boolean fits) {
        Optional<SoundConverter> converter = sounds.of(stream, packets, fits);
        converter.ifPresent(found -> {
            AVStream made = output.addStream();
            found.describe(made);
            StreamTags.copyRecoded(stream, made);
            sampleRates.add(found.sampleRate());
            copies[stream.index()] = new CopiedStream(stream, made, span, null, found, output);
        });
        return converter.isPresent();
    }

    /** Returns FFmpeg's encoder for the text subtitles a container holds. */
    private String textFormat() {
        return container.isoMedia() ? "mov_text" : container == OutputContainer.WEBM ? "webvtt" : "subrip";
    }

    /** Creates a stream of converted text; returns false if FFmpeg cannot read the source's. */
    private boolean convert(AVStream stream) {
        SubtitleConverter converter;
        try {
            converter = SubtitleConverter.open(stream, textFormat());
        } catch (JndException.Encode e) {
            return false; // the caller reports the stream
        }
        AVStream made = output.addStream();
        converter.describe(made);
        finish(stream, made, converter);
        return true;
    }

    private void finish(AVStream stream, AVStream made, @Nullable SubtitleConverter converter) {
        made.time_base(stream.time_base());
        StreamTags.copy(stream, made);
        if (stream.codecpar().codec_type() != AVMEDIA_TYPE_ATTACHMENT) {
            copies[stream.index()] = new CopiedStream(stream, made, span, converter, null, output);
        }
    }

    /** Adds a cover picture as an attachment, as Matroska stores it. */
    private void addAsAttachment(AVStream stream) {
        AVStream made = output.addStream();
        AVCodecParameters parameters = made.codecpar();
        parameters
                .codec_type(AVMEDIA_TYPE_ATTACHMENT)
                .codec_id(stream.codecpar().codec_id());
        int size = stream.attached_pic().size();
        BytePointer data = new BytePointer(av_mallocz((long) size + AV_INPUT_BUFFER_PADDING_SIZE));
        Pointer.memcpy(data, stream.attached_pic().data(), size);
        parameters.extradata(data).extradata_size(size);
        StreamTags.copy(stream, made);
        made.disposition(0);
        String codec = codecName(stream);
        String type = codec.equals("mjpeg") ? "jpeg" : codec;
        AVDictionary tags = made.metadata() == null ? new AVDictionary(null) : made.metadata();
        av_dict_set(tags, "filename", "cover." + (type.equals("jpeg") ? "jpg" : type), 0);
        av_dict_set(tags, "mimetype", "image/" + type, 0);
        made.metadata(tags);
    }

    private String leftOut(AVStream stream, List<AVPacket> packets) {
        boolean matroskaHelps = container != OutputContainer.MATROSKA
                && MuxerCheck.fit(OutputContainer.MATROSKA, stream, packets).isPresent();
        return "%s cannot be held by %s and was left out%s"
                .formatted(name(stream), container.muxer(), matroskaHelps ? "; name the output .mkv to keep it" : "");
    }

    /** Returns the name of a source stream in remarks. */
    static String name(AVStream stream) {
        String kind =
                FfmpegNatives.text(av_get_media_type_string(stream.codecpar().codec_type()), "unknown");
        return "stream %d (%s, %s)".formatted(stream.index(), kind, codecName(stream));
    }

    /** Returns the name of a stream's codec, or the container's tag for it if FFmpeg does not know it. */
    static String codecName(AVStream stream) {
        int tag = stream.codecpar().codec_tag();
        if (stream.codecpar().codec_id() == AV_CODEC_ID_NONE) {
            return tag == 0 ? "of a kind unknown to FFmpeg" : FfmpegNatives.text(fourLetters(tag), "unknown");
        }
        return FfmpegNatives.codecName(stream.codecpar().codec_id());
    }

    private static BytePointer fourLetters(int tag) {
        return av_fourcc_make_string(new BytePointer(AV_FOURCC_MAX_STRING_SIZE), tag);
    }

    /** Returns the copy of a source stream; null if its packets are not needed. */
    public @Nullable CopiedStream copyOf(int index) {
        return index < copies.length ? copies[index] : null;
    }

    /** Returns the sampling rates of converted sound. */
    List<Integer> sampleRates() {
        return List.copyOf(sampleRates);
    }

    public boolean isEmpty() {
        return Arrays.stream(copies).allMatch(copy -> copy == null);
    }

    /** Reports how far the source was read. */
    public void advance(long now, AVRational unit) {
        for (CopiedStream copy : copies) {
            if (copy != null) {
                copy.advance(now, unit);
            }
        }
    }

    /** Reports that the source was read, and when the video ends. */
    public void finish(long end, AVRational unit) {
        for (CopiedStream copy : copies) {
            if (copy != null) {
                copy.finish(end, unit);
            }
        }
    }

    /** Records which streams had packets with wrong times, once all packets were read. */
    public void mended(SteadyPackets packets) {
        for (int i = 0; i < copies.length; i++) {
            CopiedStream copy = copies[i];
            if (copy != null) {
                copy.strayed(packets.strays(i), packets.furthestSeconds(i));
            }
        }
    }

    /** Returns one sentence for each kind of packet that was changed or dropped, once the output is complete. */
    public List<String> remarks() {
        return Arrays.stream(copies)
                .flatMap(Stream::ofNullable)
                .flatMap(copy -> copy.remarks().stream())
                .toList();
    }

    /** Returns one sentence for each stream that was dropped completely or in part. */
    List<String> warnings() {
        List<String> all = new ArrayList<>(wanted.remarks());
        all.addAll(sounds.remarks());
        all.addAll(warnings);
        for (int i = 0; i < copies.length; i++) {
            CopiedStream copy = copies[i];
            if (copy != null && copy.unfit() > 0) {
                all.add(
                        "%d packets of stream %d (subtitle) are damaged or too long for this kind of subtitles and were left out"
                                .formatted(copy.unfit(), i));
            }
        }
        return all;
    }

    @Override
    public void close() {
        for (CopiedStream copy : copies) {
            if (copy != null) {
                copy.close();
            }
        }
    }
}
