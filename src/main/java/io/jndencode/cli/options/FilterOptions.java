package io.jndencode.cli.options;

import io.jndencode.media.filter.choice.PictureChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for what is done to the picture before it is analysed and encoded, in this order. */
public final class FilterOptions {
    @Option(
            names = "--deinterlace",
            paramLabel = "auto|on|telecine",
            completionCandidates = Candidates.Deinterlacing.class,
            description =
                    "make frames of fields, one for one: auto where frames are interlaced, on all of them; fields of"
                            + " telecined film are joined to its pictures, with telecine whether recognised or not;"
                            + " first of the filters")
    private @Nullable String deinterlace;

    @Option(
            names = "--crop",
            paramLabel = "auto|W:H:X:Y",
            completionCandidates = Candidates.Crops.class,
            description = "keep this part of the picture; auto: what is not black on some frame of the whole video;"
                    + " after --deinterlace")
    private @Nullable String crop;

    @Option(names = "--denoise", description = "remove a little noise (hqdn3d), which saves bits; after --crop")
    private boolean denoise;

    @Option(
            names = "--scale",
            paramLabel = "W:H|720|1080p",
            description = "change the size; -2 for W or H keeps the shape; after --denoise")
    private @Nullable String scale;

    @Option(
            names = "--vf",
            paramLabel = "GRAPH",
            description = "FFmpeg filters that keep one frame for one frame (or a deinterlacer's two for one, at twice"
                    + " the rate) and open no file; after --scale")
    private @Nullable String filters;

    /** Returns what is wanted; throws {@link io.jndencode.JndException.Usage} if it cannot be. */
    public PictureChoice choice() {
        return new PictureChoice(deinterlace, crop, denoise, scale, filters);
    }
}
