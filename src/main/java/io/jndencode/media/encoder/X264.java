package io.jndencode.media.encoder;

import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_BB;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_TT;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_A53_CC;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA;

import io.jndencode.JndException;
import io.jndencode.media.bitstream.X264Sei;
import io.jndencode.media.parameters.FileOptions;
import io.jndencode.media.parameters.ParameterTable;
import io.jndencode.media.parameters.ProgramLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** H.264 by libx264, core 165: the encoder in whose constant QPs the JND levels are measured. */
public record X264() implements VideoEncoder {
    private static final List<String> PRESETS = List.of(
            "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo");

    /** Includes the full-range "j" formats, which some decoders output. */
    private static final List<String> PIXEL_FORMATS = List.of(
            "yuv420p",
            "yuvj420p",
            "yuv422p",
            "yuvj422p",
            "yuv444p",
            "yuvj444p",
            "nv12",
            "nv16",
            "yuv420p10le",
            "yuv422p10le",
            "yuv444p10le",
            "gray",
            "gray10le");

    /**
     * Parameters that control how x264 distributes the bits of a CRF, the same for all presets, so that a CRF means the same with each. All
     * but adaptive quantisation are x264's defaults; that one follows the picture's own variance with moderate strength, which cost the
     * fewest bits at equal XPSNR and SSIM and made the CRF of equal quality easiest to predict (docs/crf.md).
     */
    private static final String CRF_PARAMETERS = "aq-mode=2:aq-strength=0.6:mbtree=1:qcomp=0.6:rc-lookahead=40";

    /** Names of {@code x264_param_parse}. */
    private static final ParameterTable PARAMETERS = new ParameterTable(
            "x264",
            FileOptions.X264,
            free(),
            ParameterTable.names("""
                annexb asm bff bitrate cplxblur cpu-independent crf dump-yuv fake-interlaced fps frames input-csp
                interlaced intra-refresh log log-file log-file-level lookahead-threads opencl opencl-clbin opencl-
                device open-gop pass psnr qblur qp qpfile ratetol repeat-headers sar sliced-threads sps-id ssim
                stats stitchable sync-lookahead tff threads timebase zones\
                """),
            ParameterTable.names("""
                qp crf bitrate pass stats zones qpfile stitchable qpmin qpmax qpstep crf-max vbv-maxrate vbv-bufsize
                ipratio pbratio open-gop intra-refresh aq-mode mbtree fps timebase force-cfr annexb sps-id\
                """),
            Set.of("aq-strength", "qcomp", "rc-lookahead"));

    /** The start of an IDR slice. */
    private static final byte[] SLICE = {0, 0, 0, 1, 0x65, (byte) 0x88, (byte) 0x84, 0};

    private static final Set<Integer> KEPT =
            Set.of(AV_FRAME_DATA_MASTERING_DISPLAY_METADATA, AV_FRAME_DATA_CONTENT_LIGHT_LEVEL, AV_FRAME_DATA_A53_CC);

    private static final ProgramLine PROGRAM = new ProgramLine(
            Set.of("cabac", "8x8dct", "mixed-refs", "psy", "fast-pskip", "weightb", "chroma-me", "dct-decimate"),
            Set.of("chroma-me", "dct-decimate"));

    /** Presets without macroblock tree, on which the meaning of a CRF depends. */
    private static final List<String> WITHOUT_TREE = List.of("ultrafast", "superfast");

    private static final List<String> SLOW_PRESETS = List.of("slower", "veryslow", "placebo");

    /** With one thread, x264 uses 50 bytes per pixel with preset medium and 215 with veryslow (8 bit); the rest is the decoder's. */
    private static final long BYTES_PER_PIXEL = 96;

    private static final long BYTES_PER_PIXEL_OF_SLOW_PRESETS = 256;

    /** Macroblock tree keeps 40 more frames with their analysis: 122 bytes per pixel of the picture, preset medium, 1080p. */
    private static final long BYTES_PER_PIXEL_OF_LOOKAHEAD = 128;

    private static Map<String, ParameterTable.Kind> free() {
        Map<String, ParameterTable.Kind> free = new LinkedHashMap<>();
        ParameterTable.put(free, ParameterTable.Kind.TEXT, """
            8x8dct analyse aq-mode aq-strength aud b-adapt b-bias b-pyramid bframes bluray-compat cabac cabac-
            idc chroma-me chroma-qp-offset chromaloc colormatrix colorprim constrained-intra cqm cqm4 cqm4i
            cqm4ic cqm4iy cqm4p cqm4pc cqm4py cqm8 cqm8i cqm8p crf-max deadzone-inter deadzone-intra deblock
            direct fast-pskip filler force-cfr frame-packing fullrange ipratio keyint level mbtree me merange
            min-keyint mixed-refs mvrange mvrange-thread nal-hrd nf no-8x8dct no-cabac no-chroma-me no-dct-
            decimate no-deblock no-fast-pskip no-mbtree no-mixed-refs no-psy no-scenecut no-weightb nr overscan
            partitions pbratio pic-struct psy psy-rd qcomp qpmax qpmin qpstep rc-lookahead ref scenecut slice-
            max-mbs slice-max-size slice-min-mbs slices slices-max subme trellis vbv-bufsize vbv-init vbv-
            maxrate videoformat weightb weightp\
            """);
        return Map.copyOf(free);
    }

    @Override
    public String id() {
        return "x264";
    }

    @Override
    public String library() {
        return "libx264";
    }

    @Override
    public String codec() {
        return "h264";
    }

    @Override
    public String standard() {
        return "H.264";
    }

    @Override
    public String version() {
        return X264Version.text();
    }

    @Override
    public List<String> presets() {
        return PRESETS;
    }

    @Override
    public String usualPreset() {
        return "medium";
    }

    @Override
    public List<String> pixelFormats() {
        return PIXEL_FORMATS;
    }

    @Override
    public String usualPixelFormat() {
        return EncodeFormat.SOURCE;
    }

    @Override
    public double highestCrf() {
        return 51;
    }

    @Override
    public Map<String, String> crfParameters() {
        return PARAMETERS.parse(CRF_PARAMETERS);
    }

    @Override
    public Map<String, String> keyFrameParameters(int distance) {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("keyint", Integer.toString(distance));
        params.put("min-keyint", Integer.toString(distance));
        params.put("scenecut", "0");
        return params;
    }

    @Override
    public Map<String, String> capParameters(RateCap.AtShot cap) {
        return cap.vbvParameters();
    }

    @Override
    public boolean levelFollowsCap() {
        return true;
    }

    @Override
    public boolean codesConstantQps() {
        return true;
    }

    @Override
    public boolean codesFields() {
        return true;
    }

    @Override
    public boolean codesOddSizes() {
        return false;
    }

    @Override
    public int leastSide() {
        return 1;
    }

    @Override
    public ParameterTable parameters() {
        return PARAMETERS;
    }

    /** Uses {@code x264opts}, because unlike {@code x264-params} it makes libavcodec fail on a value x264 rejects. */
    @Override
    public Map<String, String> options(EncoderSettings settings, CodedPicture picture) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("preset", settings.preset());
        String own = "stitchable=1" + fields(picture.fieldOrder());
        if (settings.rate() instanceof Rate.ConstantQp constant) {
            // x264 counts constant QPs from the bit depth's own origin: 6 per extra bit above the standard's QPs.
            options.put("qp", Integer.toString(constant.qp() + 6 * (picture.bitDepth() - 8)));
        } else if (settings.rate() instanceof Rate.Crf crf) {
            options.put("crf", Double.toString(crf.crf()));
            own += ":" + CRF_PARAMETERS;
        }
        options.put("x264opts", settings.after(own));
        return options;
    }

    private static String fields(int order) {
        return order == AV_FIELD_TT ? ":tff=1" : order == AV_FIELD_BB ? ":bff=1" : "";
    }

    @Override
    public List<String> ffmpegWords(EncoderSettings settings, CodedPicture picture, String rate) {
        boolean crf = settings.rate() instanceof Rate.Crf;
        String own = "stitchable=1" + (crf ? ":" + CRF_PARAMETERS : "");
        return List.of("-preset", settings.preset(), crf ? "-crf" : "-qp", rate, "-x264-params", settings.after(own));
    }

    @Override
    public List<String> programWords(EncoderSettings settings, CodedPicture picture) {
        List<String> words = new ArrayList<>(List.of("--preset", settings.preset()));
        if (settings.rate() instanceof Rate.ConstantQp constant) {
            words.addAll(List.of("--qp", Integer.toString(constant.qp())));
        } else if (settings.rate() instanceof Rate.Crf crf) {
            if (WITHOUT_TREE.contains(settings.preset())) {
                throw new JndException.Usage("the x264 program cannot switch the macroblock tree on that its preset "
                        + settings.preset() + " leaves out: plan with --x264-preset veryfast or a slower one");
            }
            words.addAll(List.of("--crf", Double.toString(crf.crf())));
            words.addAll(PROGRAM.words(CRF_PARAMETERS.replace("mbtree=1:", "")));
        }
        words.addAll(PROGRAM.words(settings.paramsText()));
        return words;
    }

    @Override
    public String av1anName() {
        return "x264";
    }

    @Override
    public byte[] continued(byte[] packet) {
        return X264Sei.strip(packet);
    }

    @Override
    public byte[] trialPacket() {
        return SLICE.clone();
    }

    @Override
    public boolean keeps(int frameSideData) {
        return KEPT.contains(frameSideData);
    }

    @Override
    public long bytesPerPixel(String preset, boolean crf, int bitDepth) {
        long each = SLOW_PRESETS.contains(preset) ? BYTES_PER_PIXEL_OF_SLOW_PRESETS : BYTES_PER_PIXEL;
        return (crf ? each + BYTES_PER_PIXEL_OF_LOOKAHEAD : each) * (bitDepth > 8 ? 2 : 1);
    }
}
