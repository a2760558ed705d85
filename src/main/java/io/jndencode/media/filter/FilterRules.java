package io.jndencode.media.filter;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * FFmpeg's video filters that a chain may consist of: those that neither drop, repeat nor move frames, and open no file, device or network.
 * A list of what is allowed, because FFmpeg has no mark for either and a chain may come from a stranger's sidecar.
 */
final class FilterRules {
    /** A filtered frame depends on the frame alone. */
    static final Set<String> STILL = names("avgblur bilateral boxblur cas chromahold chromakey chromanr chromashift"
            + " colorbalance colorchannelmixer colorcontrast colorcorrect colorhold colorize colorkey colorlevels colormatrix"
            + " colorspace colortemperature convolution copy crop curves datascope dblur dctdnoiz deband deblock deflate"
            + " delogo despill dilation drawbox drawgrid edgedetect epx eq erosion exposure fftfilt fillborders floodfill"
            + " format fspp gblur geq gradfun grayworld greyedge hflip histeq hqx hsvhold hsvkey hue huesaturation il"
            + " inflate kirsch lenscorrection limiter lumakey lut lutrgb lutyuv maskfun median monochrome negate nlmeans"
            + " noformat null overlay owdenoise pad perspective pixelize pp7 prewitt pseudocolor removegrain rgbashift roberts"
            + " rotate sab scale scharr selectivecolor setdar setfield setparams setrange setsar shear shuffleplanes"
            + " smartblur sobel split spp stereo3d super2xsai swaprect swapuv tonemap transpose unsharp v360 vaguedenoiser"
            + " vflip vibrance xbr xmedian yaepblur zscale blend lut2 mergeplanes alphamerge alphaextract"
            + " extractplanes maskedmerge premultiply unpremultiply fade");

    /** A filtered frame depends on its neighbours, too. */
    static final Set<String> REMEMBERING = names("atadenoise bm3d bwdif dedot deflicker estdif fftdnoiz fieldmatch"
            + " hqdn3d kerndeint lagfun noise normalize photosensitivity tmix vignette w3fdif yadif");

    /** Make whole frames of fields; all but kerndeint and yadif two of each frame unless told otherwise. */
    static final Set<String> DEINTERLACERS = names("bwdif estdif kerndeint w3fdif yadif");

    /** What they do has a place, a size or a direction in the picture. */
    static final Set<String> PLACED = names("crop delogo drawbox drawgrid fillborders floodfill geq hflip"
            + " il lenscorrection overlay pad perspective pixelize rotate scale setdar setsar shear stereo3d"
            + " swaprect transpose v360 vflip zscale");

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("decimate", "it drops frames: fieldmatch alone keeps them all"),
            Map.entry("mpdecimate", "it drops frames"),
            Map.entry("pullup", "it drops frames"),
            Map.entry("select", "it drops frames"),
            Map.entry("trim", "it drops frames: give --start and --duration"),
            Map.entry("fps", "it drops and repeats frames"),
            Map.entry("framerate", "it changes the number of frames"),
            Map.entry("minterpolate", "it changes the number of frames"),
            Map.entry("setpts", "it moves frames in time, away from their sound"),
            Map.entry("subtitles", "it opens a file"),
            Map.entry("ass", "it opens a file"),
            Map.entry("movie", "it opens a file"),
            Map.entry("lut3d", "it opens a file"),
            Map.entry("lut1d", "it opens a file"),
            Map.entry("drawtext", "it opens files of fonts"),
            Map.entry("metadata", "it may write a file"),
            Map.entry("sendcmd", "it may open a file"),
            Map.entry("zmq", "it listens to the network"));

    /** Options that name files, whatever the filter. */
    private static final Pattern FILES = Pattern.compile(".*(file|path|model|url|font|plot).*");

    /** The number of a frame in an expression: it counts from where the filter was started. */
    private static final Pattern FRAME_NUMBER = Pattern.compile("(?<![\\w.])[nN](?![\\w(])");

    /** Values that an expression keeps from one frame to the next. */
    private static final Pattern KEPT_VALUE = Pattern.compile("(?<!\\w)(st|randomi?)\\s*\\(");

    /** The numbers of frames as perspective calls them. */
    private static final Pattern FRAME_IN_OR_OUT = Pattern.compile("(?<!\\w)(in|on)(?!\\w)");

    /** FFmpeg's scaler dithers pictures of so few colours with errors that go on from frame to frame. */
    private static final Pattern FEW_COLOURS =
            Pattern.compile("(?<![a-z0-9])((rgb|bgr)[48](_byte)?|pal8|mono[wb])(?![a-z0-9])");

    private FilterRules() {}

    private static Set<String> names(String text) {
        return Arrays.stream(text.split(" ")).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns why a filter is refused; empty if it is not. */
    static String refusal(String filter) {
        if (STILL.contains(filter) || REMEMBERING.contains(filter)) {
            return "";
        }
        return REASONS.getOrDefault(
                filter, "it is not one of those known to keep one frame for one frame and to open no file");
    }

    /** Returns why an option of an allowed filter is refused; empty if it is not. */
    static String refusal(String filter, String option, String value) {
        if (FILES.matcher(option).matches()) {
            return "its option " + option + " names a file, and filters may open none";
        }
        boolean frames = (filter.equals("fade") && option.matches("s|n|start_frame|nb_frames"))
                || (filter.equals("perspective")
                        && FRAME_IN_OR_OUT.matcher(value).find());
        if (frames || FRAME_NUMBER.matcher(value).find()) {
            return "it counts frames from where it was started, and shots are filtered on their own: give times";
        }
        if (KEPT_VALUE.matcher(value).find()) {
            return "st and random depend on the frames since it was started, and shots are filtered on their own";
        }
        if (filter.matches("format|z?scale") && FEW_COLOURS.matcher(value).find()) {
            return "videos of so few colours (" + value + ") are not encoded";
        }
        if (filter.equals("noise") && option.matches(".*(f|flags)") && value.matches(".*[t\\d].*")) {
            return "noise that changes with every frame (t) differs from run to run";
        }
        return "";
    }

    static boolean remembers(String filter) {
        return REMEMBERING.contains(filter);
    }
}
