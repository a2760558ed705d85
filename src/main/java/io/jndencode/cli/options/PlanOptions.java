package io.jndencode.cli.options;

import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.words.PresetChoices;
import io.jndencode.jnd.ModelStore;
import io.jndencode.media.encoder.RateCap;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.media.encoder.X264;
import io.jndencode.plan.Preset;
import io.jndencode.plan.PresetStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that determine the QPs: the preset, and single choices that override it. */
public final class PlanOptions {
    @Option(
            names = "--target",
            paramLabel = "LEVEL",
            completionCandidates = Candidates.Targets.class,
            description = "JND1, JND2, JND3 or a number from 0 to 3 between them, e.g. 1.5 (preset's: JND1)")
    private @Nullable String target;

    @Option(
            names = "--preset",
            paramLabel = "PRESET|FILE",
            defaultValue = "default",
            completionCandidates = Candidates.Presets.class,
            description = "a preset of the folder presets, or a JSON file of your own (default: ${DEFAULT-VALUE})")
    private String preset = "default";

    @Option(
            names = "--model",
            paramLabel = "MODEL|FILE",
            defaultValue = ModelStore.DEFAULT_MODEL,
            completionCandidates = Candidates.Models.class,
            description = "a model of the folder onnx-models, or an ONNX file of your own (default: ${DEFAULT-VALUE})")
    String model = ModelStore.DEFAULT_MODEL;

    @Option(
            names = "--rate-control",
            paramLabel = "cqp|crf",
            completionCandidates = Candidates.RateControls.class,
            description =
                    "cqp (preset's): constant QP, which the levels are measured in; crf: the CRF of equal measured"
                            + " quality, fewer bits")
    private @Nullable String rateControl;

    @Option(
            names = "--safety",
            paramLabel = "N",
            description =
                    "how many of the model's expected errors a shot's QP lies under its level, 0 to 5; 0 trusts the"
                            + " model (preset's: 0.3)")
    private @Nullable Double safety;

    @Option(names = "--min-qp", paramLabel = "N", description = "lowest QP to use, 1 to 51 (preset's: 12)")
    private @Nullable Integer minQp;

    @Option(names = "--max-qp", paramLabel = "N", description = "highest QP to use, 1 to 51 (preset's: 42)")
    private @Nullable Integer maxQp;

    @Option(
            names = "--encoder",
            paramLabel = "ENCODER",
            completionCandidates = Candidates.Encoders.class,
            description = "x264 (preset's), x265 for HEVC or svt-av1 for AV1; FFmpeg's names are taken too")
    private @Nullable String encoder;

    @Option(
            names = "--encoder-preset",
            paramLabel = "ENCODER-PRESET",
            completionCandidates = Candidates.EncoderPresets.class,
            description =
                    "the encoder's own preset: x264's and x265's ultrafast to placebo (medium), SVT-AV1's 13 to -1 (8)")
    private @Nullable String encoderPreset;

    @Option(
            names = "--encoder-params",
            paramLabel = "K=V:K=V",
            description = "more options of the encoder, by its own names (preset's: none)")
    private @Nullable String encoderParams;

    @Option(
            names = "--x264-preset",
            paramLabel = "X264-PRESET",
            completionCandidates = Candidates.X264Presets.class,
            description = "x264's preset, ultrafast to placebo (preset's: medium)")
    private @Nullable String x264Preset;

    @Option(
            names = "--x264-params",
            paramLabel = "K=V:K=V",
            description = "more x264 options, by x264's names (preset's: none)")
    private @Nullable String x264Params;

    @Option(
            names = "--pix-fmt",
            paramLabel = "F",
            description =
                    "pixel format of the output; source (default with x264) keeps the input's, 10bit (default with"
                            + " others) its chroma sampling with 10 bits")
    private @Nullable String pixelFormat;

    @Option(
            names = "--dynamic-hdr",
            paramLabel = "keep|drop",
            completionCandidates = Candidates.DynamicHdrs.class,
            description = "keep (preset's): HDR10+ stays in HEVC and AV1, video that Dolby Vision alone makes right is"
                    + " refused; drop: it is left out")
    private @Nullable String dynamicHdr;

    @Option(
            names = "--audio",
            paramLabel = "copy|auto|aac[:192k]|opus[:128k]",
            completionCandidates = Candidates.Sounds.class,
            description =
                    "copy (preset's): sound stays as it is; auto: what the container cannot hold is converted; aac,"
                            + " opus: all is")
    private @Nullable String audio;

    @Option(names = "--no-audio", description = "leave the sound out")
    private boolean noAudio;

    @Option(
            names = "--audio-lang",
            paramLabel = "LANG",
            split = ",",
            description =
                    "keep sound in these languages alone, such as eng,deu; und is sound without one (preset's: all)")
    private @Nullable List<String> audioLanguages;

    @Option(
            names = "--subtitles",
            paramLabel = "copy|none",
            completionCandidates = Candidates.Subtitles.class,
            description = "copy (preset's): subtitles stay; none: they are left out")
    private @Nullable String subtitles;

    @Option(
            names = "--subtitle-lang",
            paramLabel = "LANG",
            split = ",",
            description = "keep subtitles in these languages alone (preset's: all)")
    private @Nullable List<String> subtitleLanguages;

    @Option(
            names = "--map",
            paramLabel = "SPECIFIER",
            description =
                    "keep these streams beside the video alone: a:0, a:m:language:eng, s, as for ffmpeg's -map; -s"
                            + " leaves out, a? may be missing; may be given several times (preset's: all)")
    private @Nullable List<String> map;

    @Option(
            names = "--keyint",
            paramLabel = "FRAMES|SECONDSs",
            description =
                    "largest distance of key frames, e.g. 48 or 2s: they are at each shot's start and evenly spaced"
                            + " in it, the same frames with every encoder (preset's: auto)")
    private @Nullable String keyint;

    @Option(
            names = "--min-keyint",
            paramLabel = "FRAMES|SECONDSs",
            description =
                    "smallest distance of key frames, e.g. 24 or 1s: of two cuts closer together only the clearer one"
                            + " begins a shot (preset's: auto, 0.6 s between cuts)")
    private @Nullable String minKeyint;

    @Option(
            names = "--maxrate",
            paramLabel = "BITRATE",
            description =
                    "largest rate of the whole stream in bits a second, e.g. 6M: shots that would empty a buffer of --bufsize"
                            + " that fills at this rate are encoded coarser; implies --rate-control crf (preset's: none)")
    private @Nullable String maxrate;

    @Option(
            names = "--bufsize",
            paramLabel = "BITS",
            description = "size of the decoder's buffer for --maxrate, e.g. 12M (default: two seconds of --maxrate)")
    private @Nullable String bufsize;

    /** Declares the files read. */
    public void declare(RunFiles files) {
        files.reads("the preset", new PresetStore(Installation.current()).files(preset));
        files.reads("the model", new ModelStore(Installation.current()).file(model));
    }

    /** Returns the model as other processes find it: a file by its absolute path, a name unchanged. */
    public String modelForOthers() {
        Path file = Path.of(model);
        return Files.isRegularFile(file) ? file.toAbsolutePath().toString() : model;
    }

    /** Returns the model's file. */
    public Path modelFile() {
        return new ModelStore(Installation.current()).find(model);
    }

    /** Returns the preset, overridden by the choices of the command line. */
    public Preset preset() {
        PresetStore presets = new PresetStore(Installation.current());
        if (new X264().presets().contains(preset) && !presets.names().contains(preset)) {
            throw new JndException.Usage(
                    "--preset %s: that is one of x264's presets, which are given as --x264-preset %s;"
                                    .formatted(preset, preset)
                            + " those of --preset are " + String.join(", ", presets.names()));
        }
        Preset base = presets.load(preset);
        checkEncoder(encoder == null ? base.encoding().encoder() : named(encoder));
        return choices().on(base);
    }

    private static VideoEncoder named(String encoder) {
        try {
            return VideoEncoder.named(encoder);
        } catch (JndException.Usage e) {
            throw new JndException.Usage("--encoder: " + e.getMessage(), e);
        }
    }

    private PresetChoices choices() {
        if (noAudio && audio != null) {
            throw new JndException.Usage("give --audio or --no-audio, not both");
        }
        return new PresetChoices()
                .add("--target", "target", target)
                .add("--rate-control", "rateControl", rateControl)
                .add("--safety", "safety", safety)
                .add("--min-qp", "minQp", minQp)
                .add("--max-qp", "maxQp", maxQp)
                .add("--encoder", "encoder", encoder)
                .add("--encoder-preset", "encoderPreset", encoderPreset)
                .add("--encoder-params", "encoderParams", encoderParams)
                .add("--x264-preset", "x264Preset", x264Preset)
                .add("--x264-params", "x264Params", x264Params)
                .add("--pix-fmt", "pixelFormat", pixelFormat)
                .add("--dynamic-hdr", "dynamicHdr", dynamicHdr)
                .add("--maxrate", "cap.maxrate", maxrate)
                .add("--bufsize", "cap.bufsize", bufsize)
                .add("--maxrate", "rateControl", limited() ? "crf" : null)
                .add(noAudio ? "--no-audio" : "--audio", "streams.audio", noAudio ? "none" : audio)
                .add("--audio-lang", "streams.audioLanguages", audioLanguages)
                .add("--subtitles", "streams.subtitles", subtitles)
                .add("--subtitle-lang", "streams.subtitleLanguages", subtitleLanguages)
                .add("--map", "streams.map", map)
                .add("--keyint", "keyint", keyint)
                .add("--min-keyint", "minKeyint", minKeyint);
    }

    private void checkEncoder(VideoEncoder used) {
        if ((x264Preset != null || x264Params != null) && !used.equals(new X264())) {
            throw new JndException.Usage("--x264-preset and --x264-params are for x264: with --encoder " + used.id()
                    + " give --encoder-preset and --encoder-params");
        }
        if ((x264Preset != null && encoderPreset != null) || (x264Params != null && encoderParams != null)) {
            throw new JndException.Usage(
                    "--x264-preset and --encoder-preset are one thing, as are --x264-params and --encoder-params:"
                            + " give one of them");
        }
    }

    private boolean limited() {
        return maxrate != null && !RateCap.isNone(maxrate);
    }

    /** Says what is done otherwise than asked. */
    public void remark(Console console) {
        if (limited() && "cqp".equals(rateControl)) {
            console.say("jnd-encode: --maxrate cannot be held with constant QPs: encoding with --rate-control crf");
        }
        preset().keyDistances().remark().ifPresent(sentence -> console.say("jnd-encode: " + sentence));
    }
}
