package io.jndencode.media.tags;

import static org.bytedeco.ffmpeg.global.avformat.av_new_program;
import static org.bytedeco.ffmpeg.global.avformat.av_program_add_stream_index;
import static org.bytedeco.ffmpeg.global.avformat.avformat_stream_group_name;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_copy;

import io.jndencode.media.OutputContainer;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.open.InputFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVProgram;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** Copies the programs of a transport stream, and other groups of streams, if the container supports them; otherwise reports them. */
public final class Programs {
    private Programs() {}

    /**
     * Gives the output the source's programs.
     *
     * @param streams the source's index of each stream of the output
     * @return one sentence for what the container cannot hold
     */
    public static List<String> copy(
            AVFormatContext from, AVFormatContext to, List<Integer> streams, OutputContainer container) {
        List<String> losses = new ArrayList<>();
        List<AVProgram> programs = withStreams(from, streams);
        if (container == OutputContainer.MPEG_TS && !blurayNamed(to, programs)) {
            Set<Integer> assigned = new HashSet<>();
            programs.forEach(program -> copy(program, to, streams, assigned));
            addTheRest(to, streams.size(), assigned);
        } else if (programs.size() > 1) {
            losses.add(("the source holds %d programs (%s): the streams of all are in the output, but %s does not tell"
                            + " which belong together")
                    .formatted(programs.size(), names(programs), container.muxer()));
        }
        for (int i = 0; i < from.nb_stream_groups(); i++) {
            losses.add("that streams belong together (%s) cannot be held by %s and was left out"
                    .formatted(
                            FfmpegNatives.text(
                                    avformat_stream_group_name(
                                            from.stream_groups(i).type()),
                                    "a group"),
                            container.muxer()));
        }
        return losses;
    }

    /** Returns whether FFmpeg would write the transport stream in Blu-ray style, with one program, because of its program's name. */
    private static boolean blurayNamed(AVFormatContext to, List<AVProgram> programs) {
        return programs.size() > 1 && FfmpegNatives.text(to.url(), "").endsWith(".m2ts");
    }

    private static List<AVProgram> withStreams(AVFormatContext from, List<Integer> streams) {
        List<AVProgram> programs = new ArrayList<>();
        for (int i = 0; i < from.nb_programs(); i++) {
            AVProgram program = from.programs(i);
            boolean any = false;
            for (int n = 0; n < program.nb_stream_indexes(); n++) {
                any |= streams.contains(program.stream_index().get(n));
            }
            if (any) {
                programs.add(program);
            }
        }
        return programs;
    }

    private static void copy(AVProgram program, AVFormatContext to, List<Integer> streams, Set<Integer> assigned) {
        AVProgram made = av_new_program(to, program.id());
        AVDictionary tags = new AVDictionary(null);
        av_dict_copy(tags, program.metadata(), 0);
        made.metadata(tags);
        for (int n = 0; n < program.nb_stream_indexes(); n++) {
            int index = streams.indexOf(program.stream_index().get(n));
            if (index >= 0) {
                av_program_add_stream_index(to, program.id(), index);
                assigned.add(index);
            }
        }
    }

    /** Adds the remaining streams to the programs, because a stream of no program would be missing from all tables a receiver reads. */
    private static void addTheRest(AVFormatContext to, int streams, Set<Integer> assigned) {
        for (int index = 0; index < streams && to.nb_programs() > 0; index++) {
            if (!assigned.contains(index)) {
                av_program_add_stream_index(to, to.programs(0).id(), index);
            }
        }
    }

    private static String names(List<AVProgram> programs) {
        return programs.stream()
                .map(program -> {
                    String name = InputFile.tag(program.metadata(), "service_name");
                    return program.id() + (name.isEmpty() ? "" : " \"" + name + "\"");
                })
                .collect(Collectors.joining(", "));
    }
}
