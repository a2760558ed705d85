package io.jndencode.media.encoder;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT2020;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_UNSPECIFIED;

import io.jndencode.JndException;
import io.jndencode.media.HdrMetadata;
import io.jndencode.media.HdrMetadata.DolbyVision;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.PictureSignal;
import io.jndencode.media.VideoStream;
import io.jndencode.media.dolbyvision.PictureMove;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The Dolby Vision configuration of an encoded video, which containers say once for all of its frames.
 *
 * @param profile 5 and 8 for HEVC, 10 for AV1
 * @param level by size and frame rate
 * @param compatibility as of the source
 */
public record DolbyVisionCoding(int profile, int level, int compatibility) {
    private static final String FORMAT = "yuv420p10le";

    /** Most pixels a second and largest width of levels 1 to 13 (Dolby Vision profiles and levels, as in FFmpeg). */
    private static final long[][] LEVELS = {
        {1280 * 720 * 24, 1280},
        {1280 * 720 * 30, 1280},
        {1920 * 1080 * 24, 1920},
        {1920 * 1080 * 30, 2560},
        {1920 * 1080 * 60, 3840},
        {3840 * 2160 * 24, 3840},
        {3840 * 2160 * 30, 3840},
        {3840 * 2160 * 48, 3840},
        {3840 * 2160 * 60, 3840},
        {3840 * 2160 * 120, 3840},
        {3840 * 2160 * 120, 7680},
        {7680 * 4320 * 60, 7680},
        {7680L * 4320 * 120, 7680}
    };

    /**
     * Returns the configuration of a source's encode; null if it has none or cannot keep it.
     *
     * @param format pixel format of the encode, by FFmpeg's name
     */
    public static @Nullable DolbyVisionCoding of(EncoderSettings settings, MediaInfo source, String format) {
        DolbyVision dolby = of(source);
        if (dolby == null
                || !settings.dynamicHdr()
                || !obstacle(settings.encoder(), source, format).isEmpty()) {
            return null;
        }
        VideoStream video = source.video();
        double rate =
                video.timing().frameRate().known() ? video.timing().frameRate().toDouble() : 25;
        int profile = settings.encoder().dolbyVisionProfile(dolby.compatibility());
        return new DolbyVisionCoding(
                profile, level(video.geometry().width(), video.geometry().height(), rate), dolby.compatibility());
    }

    /** Refuses a video whose colours are wrong without metadata that cannot be kept, unless the user accepts that. */
    public static void check(EncoderSettings settings, MediaInfo source, String format) {
        DolbyVision dolby = of(source);
        if (dolby == null || !dolby.ownColours() || !settings.dynamicHdr()) {
            return;
        }
        String why = obstacle(settings.encoder(), source, format);
        if (!why.isEmpty()) {
            boolean other = settings.encoder().dolbyVisionProfile(0) == 0;
            throw new JndException.Input(
                    "%s is Dolby Vision of profile %d, whose pictures have wrong colours without its metadata, and that %s: %sgive --dynamic-hdr drop to encode them all the same"
                            .formatted(
                                    source.file(),
                                    dolby.profile(),
                                    why,
                                    other ? "give --encoder " + keepers() + " to keep it, or " : ""));
        }
    }

    private static String keepers() {
        return VideoEncoder.all().stream()
                .filter(encoder -> encoder.dolbyVisionProfile(0) != 0)
                .map(VideoEncoder::id)
                .collect(Collectors.joining(" or "));
    }

    /** Returns the configuration of a source; null if it has none. */
    public static @Nullable DolbyVision of(MediaInfo source) {
        HdrMetadata hdr = source.video().format().hdr();
        return hdr == null ? null : hdr.dolbyVision();
    }

    /** Returns why an encode of a source that has such metadata cannot keep it, to follow "the Dolby Vision metadata"; empty if it can. */
    public static String obstacle(VideoEncoder encoder, MediaInfo source, String format) {
        DolbyVision dolby = of(source);
        if (dolby == null || encoder.dolbyVisionProfile(dolby.compatibility()) == 0) {
            return "cannot be kept in " + encoder.standard();
        }
        if (dolby.profile() == 4 || dolby.profile() == 7) {
            return "of profile " + dolby.profile() + " belongs to a second layer of pictures, which is not encoded";
        }
        if (!dolby.whole()) {
            return "of this " + source.coded().codec() + " video does not come as each frame's own";
        }
        if (!format.equals(FORMAT)) {
            return "needs pictures of 10 bits in 4:2:0, not " + format;
        }
        if (!fits(dolby, source.video().format().signal())) {
            return "does not go with the colours of these pictures ("
                    + source.video().format().color() + ")";
        }
        return PictureMove.of(source).isEmpty() ? "is not true any more after these filters" : "";
    }

    /** Returns whether the pictures are what the configuration calls them, as far as players and containers insist on it. */
    private static boolean fits(DolbyVision dolby, PictureSignal signal) {
        boolean wide = signal.primaries() == AVCOL_PRI_BT2020
                && signal.matrix() == AVCOL_SPC_BT2020_NCL
                && signal.range() == AVCOL_RANGE_MPEG;
        return switch (dolby.compatibility()) {
            case 0 -> dolby.ownColours();
            case 1 -> wide && signal.transfer() == AVCOL_TRC_SMPTE2084;
            case 4 -> wide && signal.transfer() == AVCOL_TRC_ARIB_STD_B67;
            case 2 -> signal.transfer() == AVCOL_TRC_BT709 || signal.transfer() == AVCOL_TRC_UNSPECIFIED;
            default -> false;
        };
    }

    private static int level(int width, int height, double rate) {
        for (int i = 0; i < LEVELS.length; i++) {
            if (width * (double) height * rate <= LEVELS[i][0] && width <= LEVELS[i][1]) {
                return i + 1;
            }
        }
        return LEVELS.length;
    }

    /** Returns it as libavutil's AVDOVIDecoderConfigurationRecord. */
    public byte[] record() {
        return new byte[] {1, 0, (byte) profile, (byte) level, 1, 0, 1, (byte) compatibility, 0};
    }
}
