package io.jndencode.media.encoder;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DYNAMIC_HDR_PLUS;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA;

import io.jndencode.media.Rational;
import io.jndencode.media.bitstream.Av1Units;
import io.jndencode.media.dolbyvision.DolbyVisionRpu;
import io.jndencode.media.parameters.FileOptions;
import io.jndencode.media.parameters.ParameterTable;
import io.jndencode.media.parameters.ProgramLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** AV1 by SVT-AV1 4.2, 8- and 10-bit 4:2:0. Film grain synthesis stays off, because no metric here can judge it. */
public record SvtAv1() implements VideoEncoder {
    private static final List<String> PRESETS =
            List.of("13", "12", "11", "10", "9", "8", "7", "6", "5", "4", "3", "2", "1", "0", "-1");

    private static final List<String> PIXEL_FORMATS = List.of("yuv420p", "yuv420p10le");

    /** One key frame at the beginning and no references across it; level and tier depend on size and frame rate alone. */
    private static final String PINNED = "lp=1:keyint=-1:scd=0:irefresh-type=2:enable-overlays=0";

    /** Names of {@code svt_av1_enc_parse_parameter}, which rejects unknown ones itself; the table decides which may be set by users. */
    private static final ParameterTable PARAMETERS = new ParameterTable(
            "svt-av1", FileOptions.SVT_AV1, free(), ParameterTable.names("""
                adaptive-film-grain asm avif buf-initial-sz buf-optimal-sz buf-sz chroma-sample-position color-format
                color-primaries color-range content-light cqp crf enable-force-key-frames enable-overlays enable-stat-report
                film-grain film-grain-denoise forced-max-frame-height forced-max-frame-width fps-denom fps-num frame-resz-denoms
                frame-resz-events frame-resz-kf-denoms gop-constraint-rc h height input-depth intra-period irefresh-type level
                lossless lp mastering-display matrix-coefficients max-inter-bitrate-pct max-intra-bitrate-pct max-qp maxsection-pct
                mbr mbr-overshoot-pct min-qp minsection-pct overshoot-pct pass pred-struct q qp rc recode-loop resize-denom
                resize-kf-denom resize-mode rtc scd sframe-dist sframe-mode sframe-posi sframe-qp sframe-qp-offset superres-denom
                superres-kf-denom superres-kf-qthres superres-mode superres-qthres tbr tier transfer-characteristics undershoot-pct
                use-q-file w width\
                """), Set.of(), ParameterTable.names("""
                    aq-mode chroma-qindex-offsets chroma-u-ac-qindex-offset chroma-u-dc-qindex-offset chroma-v-ac-qindex-offset
                    chroma-v-dc-qindex-offset enable-variance-boost hierarchical-levels key-frame-chroma-qindex-offset
                    key-frame-qindex-offset lambda-scale-factors lookahead luma-y-dc-qindex-offset luminance-qp-bias qindex-offsets
                    qp-scale-compress-strength startup-qp-offset tune use-fixed-qindex-offsets variance-boost-curve
                    variance-boost-strength variance-octile\
                    """));

    /** A temporal unit with the start of a frame. */
    private static final byte[] UNIT = {0x12, 0, 0x32, 1, 0x10};

    private static final Set<Integer> KEPT = Set.of(
            AV_FRAME_DATA_MASTERING_DISPLAY_METADATA,
            AV_FRAME_DATA_CONTENT_LIGHT_LEVEL,
            AV_FRAME_DATA_DYNAMIC_HDR_PLUS);

    /** Preset 8 used about 275 bytes per pixel of 1080p in 10 bits (docs/encoders.md). */
    private static final long BYTES_PER_PIXEL = 384;

    private static final int MOST_FRAMES_PER_SECOND = 240;

    private static Map<String, ParameterTable.Kind> free() {
        Map<String, ParameterTable.Kind> free = new LinkedHashMap<>();
        ParameterTable.put(free, ParameterTable.Kind.WHOLE, """
            aq-mode chroma-qm-max chroma-qm-min chroma-u-ac-qindex-offset chroma-u-dc-qindex-offset chroma-v-ac-qindex-offset
            chroma-v-dc-qindex-offset enable-cdef enable-dlf enable-mfmv enable-restoration enable-tf fast-decode hbd-mds
            hierarchical-levels key-frame-chroma-qindex-offset key-frame-qindex-offset lookahead luma-y-dc-qindex-offset
            luminance-qp-bias max-tx-size qm-max qm-min qp-scale-compress-strength scm sharpness startup-mg-size startup-qp-offset
            tf-strength tile-columns tile-rows tune use-fixed-qindex-offsets variance-boost-curve variance-boost-strength
            variance-octile\
            """);
        ParameterTable.put(
                free,
                ParameterTable.Kind.SWITCH,
                "enable-dg enable-intrabc enable-kf-tf enable-qm enable-variance-boost hdr-chroma-deltaq");
        ParameterTable.put(free, ParameterTable.Kind.NUMBER, "ac-bias");
        ParameterTable.put(
                free, ParameterTable.Kind.TEXT, "chroma-qindex-offsets keyint lambda-scale-factors qindex-offsets");
        return Map.copyOf(free);
    }

    @Override
    public String id() {
        return "svt-av1";
    }

    @Override
    public String library() {
        return "libsvtav1";
    }

    @Override
    public String codec() {
        return "av1";
    }

    @Override
    public String standard() {
        return "AV1";
    }

    /** Returns a fixed version, because the library cannot be queried; a test compares it with the library's own log. */
    @Override
    public String version() {
        return "4.2.0";
    }

    /** Names the time from which on the rate below a ceiling is left to the CRF alone. */
    @Override
    public String revision() {
        return "noMbr";
    }

    @Override
    public List<String> presets() {
        return PRESETS;
    }

    @Override
    public String usualPreset() {
        return "8";
    }

    @Override
    public List<String> pixelFormats() {
        return PIXEL_FORMATS;
    }

    @Override
    public String usualPixelFormat() {
        return EncodeFormat.TEN_BIT;
    }

    @Override
    public double highestCrf() {
        return 70;
    }

    @Override
    public Map<String, String> keyFrameParameters(int distance) {
        return Map.of("keyint", Integer.toString(distance));
    }

    /**
     * Returns none: the encoder has no buffer at a CRF. Its {@code mbr} limits the rate on average, by finer and coarser pictures within the
     * shot, and makes it unforeseeable what a coarser CRF brings.
     */
    @Override
    public Map<String, String> capParameters(RateCap.AtShot cap) {
        return Map.of();
    }

    @Override
    public boolean holdsBuffer() {
        return false;
    }

    @Override
    public boolean codesConstantQps() {
        return false;
    }

    @Override
    public boolean codesFields() {
        return false;
    }

    @Override
    public boolean codesOddSizes() {
        return true;
    }

    /** Returns the smallest side; smaller pictures lose frames. */
    @Override
    public int leastSide() {
        return 16;
    }

    /** Returns at most 240, its limit; what a CRF means and the frames' times do not depend on the rate. */
    @Override
    public Rational toldRate(Rational frameRate) {
        return frameRate.framesPerSecond() > MOST_FRAMES_PER_SECOND
                ? new Rational(MOST_FRAMES_PER_SECOND, 1)
                : frameRate;
    }

    @Override
    public ParameterTable parameters() {
        return PARAMETERS;
    }

    /** Passes the CRF as an SVT-AV1 parameter, because FFmpeg's own {@code crf} is a whole number and this one has quarters. */
    @Override
    public Map<String, String> options(EncoderSettings settings, CodedPicture picture) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("preset", settings.preset());
        options.put("svtav1-params", parameters(settings, rate(settings)));
        return options;
    }

    private static String rate(EncoderSettings settings) {
        return settings.rate() instanceof Rate.Crf crf ? Double.toString(crf.crf()) : "";
    }

    private static String parameters(EncoderSettings settings, String rate) {
        return settings.after(PINNED + ":crf=" + rate);
    }

    @Override
    public List<String> ffmpegWords(EncoderSettings settings, CodedPicture picture, String rate) {
        return List.of(
                "-preset", settings.preset(), "-err_detect", "explode", "-svtav1-params", parameters(settings, rate));
    }

    @Override
    public List<String> programWords(EncoderSettings settings, CodedPicture picture) {
        List<String> words = new ArrayList<>(List.of("--preset", settings.preset()));
        words.addAll(new ProgramLine(Set.of(), Set.of()).words(parameters(settings, rate(settings))));
        return words;
    }

    @Override
    public String av1anName() {
        return "svt_av1";
    }

    /** Returns the stream's own sequence header, because the one available before the first frame does not list all coding tools. */
    @Override
    public byte[] parameterSets(byte[] opened, byte[] first) {
        byte[] header = Av1Units.sequenceHeader(first);
        return header.length == 0 ? opened : header;
    }

    @Override
    public byte[] withT35(byte[] packet, byte[] message) {
        return Av1Units.withT35(packet, message);
    }

    @Override
    public int dolbyVisionProfile(int compatibility) {
        return 10;
    }

    @Override
    public byte[] withRpu(byte[] packet, DolbyVisionRpu rpu) {
        return Av1Units.withT35(packet, rpu.t35());
    }

    @Override
    public String isoTagOfOwnColours() {
        return "dav1";
    }

    @Override
    public byte[] trialPacket() {
        return UNIT.clone();
    }

    @Override
    public boolean keeps(int frameSideData) {
        return KEPT.contains(frameSideData);
    }

    @Override
    public long bytesPerPixel(String preset, boolean crf, int bitDepth) {
        return BYTES_PER_PIXEL;
    }
}
