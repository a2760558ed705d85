package io.jndencode.media.filter;

import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_segment_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_segment_parse;
import static org.bytedeco.ffmpeg.global.avutil.AV_DICT_IGNORE_SUFFIX;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import io.jndencode.JndException;
import io.jndencode.media.ffmpeg.Explained;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.avfilter.AVFilter;
import org.bytedeco.ffmpeg.avfilter.AVFilterChain;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraphSegment;
import org.bytedeco.ffmpeg.avfilter.AVFilterParams;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;

/**
 * Filters as on ffmpeg's command line, all known to be harmless: checked by FFmpeg's own parser before any filter exists.
 *
 * @param text the filters
 * @param remembers whether a filtered frame depends on its neighbours
 * @param deinterlaces whether frames come out progressive
 * @param doubles whether two frames come of one
 * @param placed names of those whose work has a place, a size or a direction in the picture
 */
public record FilterChain(String text, boolean remembers, boolean deinterlaces, boolean doubles, Set<String> placed) {
    /** Longest text; a sidecar may be a stranger's. */
    private static final int LONGEST = 8000;

    public FilterChain {
        Objects.requireNonNull(text, "text is null");
        placed = Set.copyOf(placed);
    }

    /**
     * Returns the filter that changes the size of pictures.
     *
     * @param width columns, or -2 for what keeps the shape
     * @param height rows, as above
     */
    public static String scaling(String width, String height) {
        return "scale=" + width + ":" + height + ":flags=bicubic+accurate_rnd+full_chroma_int";
    }

    /** Does the same as {@link #scaling(String, String)} for a size in numbers. */
    public static String scaling(int width, int height) {
        return scaling(Integer.toString(width), Integer.toString(height));
    }

    /** Parses filters; throws {@link JndException.Usage} with one sentence if one is unknown or not allowed. */
    public static FilterChain of(String text) {
        if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw new JndException.Usage("the filters are empty or longer than " + LONGEST + " characters");
        }
        AVFilterGraph graph = avfilter_graph_alloc();
        AVFilterGraphSegment parsed = new AVFilterGraphSegment();
        try {
            Explained done = FfmpegNatives.explained(() -> avfilter_graph_segment_parse(graph, text, 0, parsed));
            if (done.code() < 0) {
                throw new JndException.Usage("the filters \"%s\" cannot be read: %s".formatted(text, done.why()));
            }
            if (parsed.scale_sws_opts() != null && !parsed.scale_sws_opts().isNull()) {
                throw new JndException.Usage("the filters begin with sws_flags: give scale its own flags");
            }
            Map<String, Boolean> names = names(parsed);
            return new FilterChain(
                    text,
                    names.keySet().stream().anyMatch(FilterRules::remembers),
                    names.keySet().stream().anyMatch(FilterRules.DEINTERLACERS::contains),
                    names.containsValue(true),
                    names.keySet().stream()
                            .filter(FilterRules.PLACED::contains)
                            .collect(Collectors.toUnmodifiableSet()));
        } finally {
            avfilter_graph_segment_free(parsed);
            avfilter_graph_free(graph);
        }
    }

    /** Returns the filters' names, and of each whether it makes two frames of one. */
    private static Map<String, Boolean> names(AVFilterGraphSegment parsed) {
        Map<String, Boolean> names = new LinkedHashMap<>();
        for (int i = 0; i < parsed.nb_chains(); i++) {
            AVFilterChain chain = new AVFilterChain(parsed.chains().get(i));
            for (int j = 0; j < chain.nb_filters(); j++) {
                AVFilterParams filter = new AVFilterParams(chain.filters().get(j));
                names.merge(FfmpegNatives.text(filter.filter_name(), ""), doubles(filter), Boolean::logicalOr);
            }
        }
        return names;
    }

    private static boolean doubles(AVFilterParams filter) {
        String name = FfmpegNatives.text(filter.filter_name(), "");
        AVFilter known = avfilter_get_by_name(name);
        if (known == null || known.isNull()) {
            throw new JndException.Usage("there is no filter \"" + name + "\" in FFmpeg as it is built in here");
        }
        refuse(name, FilterRules.refusal(name));
        Map<String, String> options = options(filter);
        options.forEach((option, value) -> refuse(name, FilterRules.refusal(name, option, value)));
        boolean some = options.getOrDefault("deint", "all").matches("1|interlaced");
        boolean fields = options.getOrDefault("mode", name.equals("yadif") ? "0" : "1")
                        .matches("1|3|(send_)?field.*|send_field_nospatial")
                && FilterRules.DEINTERLACERS.contains(name)
                && !name.equals("kerndeint");
        if (some && fields) {
            throw new JndException.Usage(
                    "%s gives two frames for interlaced frames and one for others: add mode=send_frame, or leave deint out"
                            .formatted(name));
        }
        if (name.equals("fade") && !(options.containsKey("d") || options.containsKey("duration"))) {
            refuse(
                    name,
                    "it counts frames from where it was started, and shots are filtered on their own: give st and d");
        }
        return fields;
    }

    private static Map<String, String> options(AVFilterParams filter) {
        Map<String, String> options = new LinkedHashMap<>();
        if (filter.opts() == null || filter.opts().isNull()) {
            return options;
        }
        AVDictionaryEntry entry = av_dict_get(filter.opts(), "", null, AV_DICT_IGNORE_SUFFIX);
        while (entry != null && !entry.isNull()) {
            options.put(FfmpegNatives.text(entry.key(), ""), FfmpegNatives.text(entry.value(), ""));
            entry = av_dict_get(filter.opts(), "", entry, AV_DICT_IGNORE_SUFFIX);
        }
        return options;
    }

    private static void refuse(String filter, String reason) {
        if (!reason.isEmpty()) {
            throw new JndException.Usage("the filter %s cannot be used: %s".formatted(filter, reason));
        }
    }
}
