package io.jndencode.media.packaging;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MOV_TEXT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_FORCED;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.input.StreamDescription;
import io.jndencode.media.open.InputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Cuts finished encodes into pieces, all at the same times, each stream in a folder of its own.
 *
 * @param root the folder of the whole package
 * @param cuts where streams are cut
 * @param remarks receives one sentence for each stream that is left out or that players may have trouble with
 */
public record Packager(Path root, Cuts cuts, List<String> remarks) {
    /** The codings of sound that players of all kinds take out of fragments. */
    private static final Set<String> SOUNDS = Set.of("aac", "opus");

    /** Time without sound that is worth a remark, in seconds. */
    private static final double LONG = 0.5;

    /** Cuts the video of an encode. */
    public VideoTrack video(FinishedEncode encode, String name, VideoTrack.Rates rates) {
        try (InputFile input = InputFile.open(encode.file())) {
            int index = FinishedEncode.video(input);
            PackedTrack track = new TrackWriter(folder(name), cuts, false).write(input, index);
            AVCodecParameters parameters = input.stream(index).codecpar();
            return new VideoTrack(
                    Objects.requireNonNull(track, "a video without pictures"),
                    parameters.width(),
                    parameters.height(),
                    rates,
                    parameters.color_primaries(),
                    parameters.color_trc(),
                    parameters.color_space());
        }
    }

    /** Cuts every stream of sound of an encode. */
    public List<SoundTrack> sounds(FinishedEncode encode) {
        List<SoundTrack> tracks = new ArrayList<>();
        List<Integer> streams;
        try (InputFile input = InputFile.open(encode.file())) {
            streams = FinishedEncode.sounds(input);
        }
        for (int index : streams) {
            try (InputFile input = InputFile.open(encode.file())) {
                AVStream stream = input.stream(index);
                String codec = FinishedEncode.codec(stream);
                if (!SOUNDS.contains(codec)) {
                    remarks.add("sound in " + codec + " was left out: players of streams take AAC and Opus");
                    continue;
                }
                Path folder = folder("audio-" + (tracks.size() + 1));
                TrackWriter writer = new TrackWriter(folder, cuts, true);
                PackedTrack track = writer.write(input, index);
                if (track == null) {
                    remarks.add("a stream of sound was left out: it has nothing while there are pictures");
                    remove(folder);
                    continue;
                }
                if (writer.silentSeconds() > LONG) {
                    remarks.add(String.format(
                            Locale.ROOT,
                            "a stream of sound has none during %.1f s of the pictures; it is silent there",
                            writer.silentSeconds()));
                }
                tracks.add(sound(stream, track));
            }
        }
        return tracks;
    }

    private static SoundTrack sound(AVStream stream, PackedTrack track) {
        AVCodecParameters parameters = stream.codecpar();
        return new SoundTrack(
                track,
                InputFile.tag(stream.metadata(), "language"),
                InputFile.tag(stream.metadata(), "title"),
                (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0,
                parameters.ch_layout().nb_channels(),
                parameters.sample_rate());
    }

    /** Reads every stream of subtitles of an encode. */
    public List<TextTrack> texts(FinishedEncode encode) {
        List<TextTrack> tracks = new ArrayList<>();
        List<Integer> streams;
        try (InputFile input = InputFile.open(encode.file())) {
            streams = FinishedEncode.subtitles(input);
        }
        for (int index : streams) {
            try (InputFile input = InputFile.open(encode.file())) {
                AVStream stream = input.stream(index);
                if (stream.codecpar().codec_id() != AV_CODEC_ID_MOV_TEXT) {
                    remarks.add("subtitles in " + FinishedEncode.codec(stream)
                            + " were left out: they are no text, which WebVTT is made of");
                    continue;
                }
                List<TextTrack.Cue> cues = cues(input, index);
                if (cues.isEmpty()) {
                    remarks.add("subtitles were left out: they have no text while there are pictures");
                    continue;
                }
                tracks.add(new TextTrack(
                        "subtitles-" + (tracks.size() + 1),
                        InputFile.tag(stream.metadata(), "language"),
                        InputFile.tag(stream.metadata(), "title"),
                        (stream.disposition() & AV_DISPOSITION_FORCED) != 0,
                        cues));
            }
        }
        return tracks;
    }

    private List<TextTrack.Cue> cues(InputFile input, int index) {
        Rational ticks = StreamDescription.rational(input.stream(index).time_base());
        double zero = cuts.unit().seconds(cuts.times().get(0));
        double length = cuts.start(cuts.count() - 1) + cuts.seconds(cuts.count() - 1);
        List<TextTrack.Cue> cues = new ArrayList<>();
        FinishedEncode.packets(input, index, packet -> {
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            String text = text(bytes);
            double start = Math.max(0, ticks.seconds(packet.pts()) - zero);
            double end = Math.min(length, ticks.seconds(packet.pts() + packet.duration()) - zero);
            if (!text.isBlank() && end > start) {
                cues.add(new TextTrack.Cue(start, end, text));
            }
        });
        return cues;
    }

    /** Returns the text of a sample (3GPP TS 26.245): its length in two bytes, then UTF-8; styles may follow. */
    private static String text(byte[] sample) {
        if (sample.length < 2) {
            return "";
        }
        int length = Math.min((sample[0] & 0xFF) << 8 | (sample[1] & 0xFF), sample.length - 2);
        return new String(sample, 2, length, StandardCharsets.UTF_8);
    }

    private Path folder(String name) {
        return folder(root, name);
    }

    /** Makes a folder for one stream. */
    public static Path folder(Path root, String name) {
        try {
            return Files.createDirectory(root.resolve(name));
        } catch (IOException e) {
            throw new JndException.Encode("cannot write " + root.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    private static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new JndException.Encode("cannot remove " + folder + ": " + e.getMessage(), e);
        }
    }
}
