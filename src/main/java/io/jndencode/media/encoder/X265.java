package io.jndencode.media.encoder;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_A53_CC;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DYNAMIC_HDR_PLUS;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA;

import io.jndencode.media.Rational;
import io.jndencode.media.bitstream.CodedFrames;
import io.jndencode.media.bitstream.HevcHeaders;
import io.jndencode.media.bitstream.HevcUnits;
import io.jndencode.media.dolbyvision.DolbyVisionRpu;
import io.jndencode.media.parameters.FileOptions;
import io.jndencode.media.parameters.ParameterTable;
import io.jndencode.media.parameters.ProgramLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** HEVC by libx265, 8-, 10- and 12-bit in one library. */
public record X265() implements VideoEncoder {
    private static final List<String> PRESETS = List.of(
            "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo");

    private static final List<String> PIXEL_FORMATS = List.copyOf(ParameterTable.names("""
            yuv420p yuvj420p yuv422p yuvj422p yuv444p yuvj444p yuv420p10le yuv422p10le yuv444p10le yuv420p12le yuv422p12le yuv444p12le
            gray gray10le gray12le\
            """));

    /**
     * Parameters that make the bytes the same on every machine and shots joinable: more frame threads, lookahead slices, wavefronts or
     * another thread pool would each change the bytes, and the note of the settings (info) counts threads. No level is named: x265 then
     * holds a CRF below the level's largest rate.
     */
    private static final String PINNED =
            "pools=1:frame-threads=1:lookahead-slices=1:wpp=0:keyint=-1:min-keyint=9999:scenecut=0"
                    + ":open-gop=0:info=0:repeat-headers=0";

    /** Names of {@code x265_param_parse}. */
    private static final ParameterTable PARAMETERS = new ParameterTable(
            "x265",
            FileOptions.X265,
            free(),
            ParameterTable.names("""
                alpha allow-non-conformance analysis-load-reuse-level analysis-reuse-level analysis-save-reuse-level annexb asm
                atc-sei aud bitrate chromaloc chunk-end chunk-start cll colormatrix colorprim const-vbv copy-pic cplxblur cra-nal
                crf crf-max crf-min crop-rect csv-log-level ctu-info cu-stats dhdr10-opt display-window dolby-vision-profile
                dup-threshold dynamic-refine eob eos fades field force-flush format fps frame-dup frame-rc frame-threads gop-lookahead
                hash hdr hdr10 high-tier hist-scenecut hrd hrd-concat idr-recovery-sei info input-csp input-depth input-res interlace
                intra-refresh level level-idc log log-level log2-max-poc-lsb lookahead-slices lookahead-threads lossless
                master-display max-cll max-luma max-vbv-fullness min-keyint min-luma min-vbv-fullness multi-pass-opt-analysis
                multi-pass-opt-distortion multi-pass-opt-rps num-views numa-pools open-gop opt-qp-pps opt-ref-list-length-pps
                overscan pass pic-struct pme pmode pools psnr qblur qp qpmax qpmin qpstep radl range refine-analysis-type
                refine-ctu-distortion refine-inter refine-intra refine-mv repeat-headers sar sbrc scale-factor scenecut
                scenecut-aware-qp scenecut-bias single-sei slow-firstpass ssim strict-cbr svt temporal-layers threaded-me
                total-frames transfer uhd-bd vbv-bufsize vbv-end vbv-end-fr-adj vbv-init vbv-live-multi-pass vbv-maxrate
                video-signal-type-preset videoformat vui-hrd-info vui-timing-info wpp zones\
                """),
            ParameterTable.names("ip-factor ipratio pb-factor pbratio"),
            ParameterTable.names("""
                aq-mode aq-motion aq-strength cutree hevc-aq qcomp qp-adaptation-range rc-grain rc-lookahead\
                """));

    /** The start of an IDR slice. */
    private static final byte[] SLICE = {0, 0, 0, 1, 0x28, 0x01, (byte) 0xac, 0};

    private static final Set<Integer> KEPT = Set.of(
            AV_FRAME_DATA_MASTERING_DISPLAY_METADATA,
            AV_FRAME_DATA_CONTENT_LIGHT_LEVEL,
            AV_FRAME_DATA_DYNAMIC_HDR_PLUS,
            AV_FRAME_DATA_A53_CC);

    private static final ProgramLine PROGRAM = new ProgramLine(switches(), Set.of());

    private static final List<String> SLOW_PRESETS = List.of("slow", "slower", "veryslow", "placebo");

    /** Preset medium used about 350 bytes per pixel of 1080p in 10 bits, whatever the source's bit depth (docs/encoders.md). */
    private static final long BYTES_PER_PIXEL = 448;

    /** Slower presets have a longer lookahead and keep more pictures; this is a safe estimate, not a measurement. */
    private static final long BYTES_PER_PIXEL_OF_SLOW_PRESETS = 640;

    private static Set<String> switches() {
        Set<String> switches = new HashSet<>(List.of("wpp", "open-gop", "info", "repeat-headers"));
        free().forEach((name, kind) -> {
            if (kind == ParameterTable.Kind.SWITCH) {
                switches.add(name);
            }
        });
        return Set.copyOf(switches);
    }

    private static Map<String, ParameterTable.Kind> free() {
        Map<String, ParameterTable.Kind> free = new LinkedHashMap<>();
        ParameterTable.put(free, ParameterTable.Kind.SWITCH, """
            amp analyze-src-pics aq-motion b-intra b-pyramid cip constrained-intra cu-lossless cutree early-skip fast-intra
            hdr10-opt hevc-aq hme limit-modes limit-sao lowpass-dct mcstf opt-cu-delta-qp rc-grain rd-refine rect sao
            sao-non-deblock signhide splitrd-skip ssim-rd strong-intra-smoothing temporal-mvp tskip tskip-fast weightb weightp\
            """);
        ParameterTable.put(free, ParameterTable.Kind.WHOLE, """
            aq-mode b-adapt bframe-bias bframes cbqpoffs crqpoffs ctu keyint limit-refs limit-tu max-merge max-tu-size merange
            min-cu-size nr-inter nr-intra qg-size rc-lookahead rd rdoq rdoq-level rdpenalty ref rskip rskip-edge-threshold
            selective-sao slices subme tu-inter-depth tu-intra-depth\
            """);
        ParameterTable.put(free, ParameterTable.Kind.NUMBER, """
            aq-strength dynamic-rd ip-factor ipratio max-ausize-factor pb-factor pbratio psy-rd psy-rdoq qcomp
            qp-adaptation-range\
            """);
        ParameterTable.put(
                free,
                ParameterTable.Kind.TEXT,
                "deblock hme-range hme-search masking-strength me no-deblock scaling-list");
        return Map.copyOf(free);
    }

    @Override
    public String id() {
        return "x265";
    }

    @Override
    public String library() {
        return "libx265";
    }

    @Override
    public String codec() {
        return "hevc";
    }

    @Override
    public String standard() {
        return "HEVC";
    }

    @Override
    public String version() {
        return X265Version.text();
    }

    /** Names the time from which on no level is set. */
    @Override
    public String revision() {
        return "noLevel";
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
        return EncodeFormat.TEN_BIT;
    }

    @Override
    public double highestCrf() {
        return 51;
    }

    @Override
    public Map<String, String> keyFrameParameters(int distance) {
        return Map.of("keyint", Integer.toString(distance));
    }

    @Override
    public Map<String, String> capParameters(RateCap.AtShot cap) {
        return cap.vbvParameters();
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
        return false;
    }

    @Override
    public int leastSide() {
        return 16;
    }

    @Override
    public ParameterTable parameters() {
        return PARAMETERS;
    }

    @Override
    public Map<String, String> options(EncoderSettings settings, CodedPicture picture) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("preset", settings.preset());
        if (settings.rate() instanceof Rate.Crf crf) {
            options.put("crf", Double.toString(crf.crf()));
        }
        options.put("x265-params", settings.after(PINNED));
        options.put("a53cc", "1"); // writes the frames' captions into the pictures
        return options;
    }

    @Override
    public List<String> ffmpegWords(EncoderSettings settings, CodedPicture picture, String rate) {
        return List.of("-preset", settings.preset(), "-crf", rate, "-x265-params", settings.after(PINNED));
    }

    @Override
    public List<String> programWords(EncoderSettings settings, CodedPicture picture) {
        List<String> words = new ArrayList<>(List.of("--preset", settings.preset()));
        if (settings.rate() instanceof Rate.Crf crf) {
            words.addAll(List.of("--crf", Double.toString(crf.crf())));
        }
        words.addAll(PROGRAM.words(settings.after(PINNED)));
        return words;
    }

    @Override
    public String av1anName() {
        return "x265";
    }

    /** Leaves the level out, which x265 derives from a shot's ceiling on the rate among others, because the headers of all shots are one. */
    @Override
    public byte[] segmentSets(byte[] opened) {
        return HevcHeaders.withoutLevel(opened);
    }

    @Override
    public byte[] streamSets(byte[] sets, Supplier<CodedFrames> stream, Rational frameRate) {
        return HevcHeaders.withLevel(sets, stream.get(), frameRate);
    }

    @Override
    public int level(byte[] sets, int opened) {
        return HevcHeaders.level(sets);
    }

    @Override
    public byte[] withT35(byte[] packet, byte[] message) {
        return HevcUnits.withT35(packet, message);
    }

    @Override
    public int dolbyVisionProfile(int compatibility) {
        return compatibility == 0 ? 5 : 8;
    }

    @Override
    public byte[] withRpu(byte[] packet, DolbyVisionRpu rpu) {
        return HevcUnits.withRpu(packet, rpu);
    }

    @Override
    public byte[] trialPacket() {
        return SLICE.clone();
    }

    @Override
    public String isoTag() {
        return "hvc1";
    }

    @Override
    public String isoTagOfOwnColours() {
        return "dvh1";
    }

    @Override
    public boolean keeps(int frameSideData) {
        return KEPT.contains(frameSideData);
    }

    @Override
    public long bytesPerPixel(String preset, boolean crf, int bitDepth) {
        return SLOW_PRESETS.contains(preset) ? BYTES_PER_PIXEL_OF_SLOW_PRESETS : BYTES_PER_PIXEL;
    }
}
