package io.jndencode.media.streams;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;

import io.jndencode.JndException;
import io.jndencode.media.open.InputFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** The streams of one source that a user wants. */
public final class WantedStreams {
    private final InputFile source;
    private final StreamChoice choice;
    private final Set<Integer> kept = new TreeSet<>();
    private final List<String> remarks = new ArrayList<>();

    /**
     * Chooses the streams.
     *
     * @param languages returns a stream's language as the container has it, where FFmpeg's tag is not all of it
     * @throws JndException.Usage if something that was asked for is not there
     */
    public WantedStreams(InputFile source, StreamChoice choice, IntFunction<String> languages) {
        this.source = source;
        this.choice = choice;
        List<StreamMap> maps = choice.map().stream().map(StreamMap::parse).toList();
        for (int i = 0; i < source.streams(); i++) {
            if (mapped(maps, source.stream(i)) && wantedKind(source.stream(i))) {
                kept.add(i);
            }
        }
        refuseMissing(maps);
        choose(AVMEDIA_TYPE_AUDIO, choice.audioLanguages(), languages);
        choose(AVMEDIA_TYPE_SUBTITLE, choice.subtitleLanguages(), languages);
    }

    private boolean mapped(List<StreamMap> maps, AVStream stream) {
        boolean in = maps.stream().allMatch(StreamMap::out);
        for (StreamMap map : maps) {
            if (map.matches(source.context(), stream)) {
                in = !map.out();
            }
        }
        return in;
    }

    private boolean wantedKind(AVStream stream) {
        return switch (stream.codecpar().codec_type()) {
            case AVMEDIA_TYPE_AUDIO -> !(choice.sound() instanceof AudioChoice.None);
            case AVMEDIA_TYPE_SUBTITLE -> choice.keepsSubtitles();
            default -> true;
        };
    }

    private void refuseMissing(Collection<StreamMap> maps) {
        for (StreamMap map : maps) {
            boolean found = false;
            for (int i = 0; i < source.streams(); i++) {
                found |= map.matches(source.context(), source.stream(i));
            }
            if (!found && !map.optional()) {
                throw new JndException.Usage(
                        "%s has no stream that --map %s means: ffprobe lists its streams, or give %s? for where there is one"
                                .formatted(source.file(), map.specifier(), map.specifier()));
            }
        }
    }

    /** Keeps of one kind of streams those of some languages. */
    private void choose(int type, List<String> wanted, IntFunction<String> languages) {
        if (wanted.isEmpty()) {
            return;
        }
        List<Integer> all = kept.stream()
                .filter(i -> source.stream(i).codecpar().codec_type() == type)
                .toList();
        Set<String> missing = new LinkedHashSet<>(wanted);
        Set<String> there = new LinkedHashSet<>();
        List<Integer> chosen = new ArrayList<>();
        for (int index : all) {
            String language = languages.apply(index);
            there.add(language.isEmpty() ? Languages.UNKNOWN : language);
            missing.removeIf(name -> Languages.same(name, language));
            if (wanted.stream().anyMatch(name -> Languages.same(name, language))) {
                chosen.add(index);
            }
        }
        boolean sound = type == AVMEDIA_TYPE_AUDIO;
        if (sound && chosen.isEmpty() && !all.isEmpty()) {
            throw new JndException.Usage("%s has no sound in %s, only in %s: name one of these, or give --no-audio"
                    .formatted(source.file(), String.join(", ", missing), String.join(", ", there)));
        }
        kept.removeIf(i -> all.contains(i) && !chosen.contains(i));
        if (!missing.isEmpty()) {
            remarks.add(
                    "there %s in %s".formatted(sound ? "is no sound" : "are no subtitles", String.join(", ", missing)));
        }
    }

    /** Returns whether a stream is wanted. */
    public boolean keeps(int index) {
        return kept.contains(index);
    }

    /** Returns one sentence for each thing that was asked for and is not there. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }
}
