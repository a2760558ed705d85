package io.jndencode.media.tags;

import static io.jndencode.media.Remuxed.tagged;
import static org.bytedeco.ffmpeg.global.avformat.av_new_program;
import static org.bytedeco.ffmpeg.global.avformat.av_program_add_stream_index;

import io.jndencode.media.open.InputFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVProgram;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** Transport streams of several programs. */
final class RemuxedPrograms {
    private RemuxedPrograms() {}

    /** Two programs of two streams each. */
    static void two(AVFormatContext out) {
        program(out, 101, "First", 0, 1);
        program(out, 202, "Second", 2, 3);
    }

    private static void program(AVFormatContext out, int number, String name, int... streams) {
        AVProgram made = av_new_program(out, number);
        made.metadata(tagged(new AVDictionary(null), "service_name", name));
        for (int stream : streams) {
            av_program_add_stream_index(out, number, stream);
        }
    }

    /** How many streams each program has. */
    static Map<Integer, Integer> streams(Path file) {
        Map<Integer, Integer> streams = new TreeMap<>();
        try (InputFile input = InputFile.open(file)) {
            for (int i = 0; i < input.context().nb_programs(); i++) {
                streams.put(
                        input.context().programs(i).id(),
                        input.context().programs(i).nb_stream_indexes());
            }
        }
        return streams;
    }
}
