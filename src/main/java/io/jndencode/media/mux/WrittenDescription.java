package io.jndencode.media.mux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_SPHERICAL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_STEREO3D;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_name;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.jndencode.media.OutputContainer;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.input.SideData;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.tags.DescriptionLosses;
import io.jndencode.media.tags.FileDescription;
import io.jndencode.media.tags.MatroskaChapters;
import io.jndencode.media.tags.MatroskaNotes;
import io.jndencode.media.tags.Programs;
import io.jndencode.media.tags.TrackNotes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that the metadata of a source and its streams is in the output or reported as lost: it completes the muxer's metadata, adds
 * tags the muxer does not write, and reads the written file again.
 */
public final class WrittenDescription {
    /** FFmpeg's FF_COMPLIANCE_UNOFFICIAL. */
    private static final int UNOFFICIAL = -1;

    private final InputFile source;
    private final Muxer output;
    private final OutputContainer container;
    private final TrackNotes notes;
    private final MatroskaNotes matroska = new MatroskaNotes();
    private final List<Integer> streams = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();
    private final Map<Integer, Set<String>> leftBehind = new TreeMap<>();
    private @Nullable FileDescription wanted;

    WrittenDescription(InputFile source, Muxer output, OutputContainer container) {
        this.source = source;
        this.output = output;
        this.container = container;
        this.notes = TrackNotes.of(source);
    }

    /** Called after a stream of the source was handled: it is in the output if that has one more stream than before. */
    void added(int index) {
        if (output.context().nb_streams() > streams.size()) {
            streams.add(index);
        }
    }

    /** Returns the language of a stream of the source; empty if it has none. */
    String language(int index) {
        String noted = notes.of(source, index).language();
        return noted.isEmpty() ? InputFile.tag(source.stream(index).metadata(), "language") : noted;
    }

    /** Called with every packet of a copied stream, before it is written. */
    public void sees(AVPacket packet) {
        for (int i = 0; i < packet.side_data_elems(); i++) {
            int type = packet.side_data().getPointer(i).type();
            if (!SideData.travels(type, container)) {
                leftBehind
                        .computeIfAbsent(packet.stream_index(), stream -> new TreeSet<>())
                        .add(FfmpegNatives.text(av_packet_side_data_name(type), "side data " + type));
            }
        }
    }

    /** Completes the muxer's metadata; called when everything else is set, before the header is written. */
    void complete() {
        losses.addAll(Programs.copy(source.context(), output.context(), streams, container));
        losses.addAll(MatroskaChapters.losses(source));
        for (int i = 0; i < streams.size(); i++) {
            AVStream made = output.context().streams(i);
            nameLanguage(made, notes.of(source, streams.get(i)));
            String title = notes.title(source, streams.get(i));
            if (!title.isEmpty() && InputFile.tag(made.metadata(), "title").isEmpty()) {
                set(made, "title", title);
            }
        }
        FileDescription told = FileDescription.of(output.context(), index -> notes.of(source, streams.get(index)));
        wanted = told;
        if (told.tracks().stream().anyMatch(WrittenDescription::inSpace)) {
            output.context().strict_std_compliance(UNOFFICIAL); // required by MP4's muxer to write it
        }
        if (!container.matroska()) {
            return;
        }
        int track = 0;
        for (int i = 0; i < streams.size(); i++) {
            if (!FileDescription.beside(output.context().streams(i))) {
                matroska.reserve(output.context().streams(i), track++, notes.of(source, streams.get(i)));
            }
        }
    }

    /** Sets the language if the file gives only the new tag, which FFmpeg's readers turn into none or English. */
    private void nameLanguage(AVStream made, TrackNotes.Note note) {
        boolean guessed = source.container().contains("matroska")
                ? note.old().isEmpty()
                : InputFile.tag(made.metadata(), "language").replace("und", "").isEmpty();
        if (guessed && !note.threeLetters().isEmpty()) {
            set(made, "language", note.threeLetters());
        }
    }

    private static void set(AVStream made, String key, String value) {
        AVDictionary tags = made.metadata() == null ? new AVDictionary(null) : made.metadata();
        av_dict_set(tags, key, value, 0);
        made.metadata(tags);
    }

    private static boolean inSpace(FileDescription.Track track) {
        return track.sideData().containsKey(AV_PKT_DATA_STEREO3D)
                || track.sideData().containsKey(AV_PKT_DATA_SPHERICAL);
    }

    /** Completes the written file; returns one sentence for each loss of metadata. */
    public List<String> losses(Path file) throws IOException {
        matroska.write(file);
        try (InputFile written = InputFile.open(file)) {
            TrackNotes found = TrackNotes.of(written);
            leftBehind.forEach((stream, names) ->
                    losses.add("the %s of packets of stream %d cannot be held by %s and was left out"
                            .formatted(String.join(", ", names).toLowerCase(Locale.ROOT), stream, container.muxer())));
            losses.addAll(DescriptionLosses.of(
                    Objects.requireNonNull(wanted, "the output was not described"),
                    streamsOfTracks(),
                    FileDescription.of(written.context(), index -> found.of(written, index)),
                    container));
        }
        return losses;
    }

    private List<Integer> streamsOfTracks() {
        List<Integer> tracks = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++) {
            if (!FileDescription.beside(output.context().streams(i))) {
                tracks.add(streams.get(i));
            }
        }
        return tracks;
    }
}
