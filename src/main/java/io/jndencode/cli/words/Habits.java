package io.jndencode.cli.words;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options and commands of other programs (ffmpeg, HandBrake, x264, ab-av1, Av1an), and what to write here instead: people's hands know
 * them. Each answer is the rest of a sentence that begins with the word.
 */
public final class Habits {
    private static final String INPUT = "is not needed here: name the input by itself, as in `jnd-encode film.mp4`";
    private static final String CODEC =
            "is not an option here: --encoder x264, x265 (HEVC) or svt-av1 (AV1) chooses what the video is coded by";
    private static final String COPIED =
            "is not an option here: leave it out, chapters, attachments and metadata are all kept as they are";
    private static final String SOUND =
            "is not an option here: sound is copied, --audio aac:192k or opus:128k converts it, --audio auto only where the"
                    + " container needs it";
    private static final String SUBTITLES =
            "is not an option here: subtitles are kept, --subtitles none leaves them out, --subtitle-lang chooses by"
                    + " language";
    private static final String QUALITY =
            "is not an option here: say how visible the coding may be with --target JND1 (to JND3, or a"
                    + " number such as 1.5), from which each shot gets its own QP; --min-qp and --max-qp limit them";
    private static final String GOAL =
            "is not an option here: --target JND1 (to JND3, or a number such as 1.5) takes the place of a"
                    + " metric's score, --verify measures what came out and --refine N encodes again what is off";
    private static final String BITRATE =
            "is not an option here: quality is held, not the bit rate; --target JND2 or JND3 makes smaller files, and"
                    + " --maxrate 6M sets a ceiling";
    private static final String CEILING =
            "is given as --maxrate 6M, with the size of the decoder's buffer as --bufsize 12M";
    private static final String PRESET =
            "is not an option here: the encoder's preset is given as --encoder-preset slow, one of jnd-encode's own as"
                    + " --preset NAME";
    private static final String PARAMS =
            "is not an option here: the encoder's own options are given as --encoder-params K=V:K=V";
    private static final String STREAM =
            "is not an option here: leave it out, profile and level follow from the pictures";
    private static final String PICTURE =
            "is not an option here: --scale, --crop, --deinterlace and --denoise change the picture, --vf GRAPH"
                    + " filters it as ffmpeg does";
    private static final String RATE =
            "is not an option here: every frame keeps its time; change rates with ffmpeg first, to a lossless file";
    private static final String START = "is not an option here: --start T begins later, in seconds or [h:]mm:ss.fff";
    private static final String DURATION =
            "is not an option here: --duration T does only so much, counted from --start";
    private static final String CONTAINER =
            "is not an option here: the extension of -o FILE chooses the container (mp4, m4v, mov, mkv, ts), and -y"
                    + " replaces files";
    private static final String LOG =
            "is not an option here: --log-level quiet|info|debug says how much is told, --progress bar|json|none how"
                    + " progress is shown";
    private static final String WORKERS = "is not an option here: --workers N is how many shots are encoded at once";
    private static final String ONE_PASS =
            "is not an option here: leave it out, each shot is looked at by a model first and encoded in one pass";
    private static final String SHOTS =
            "is not an option here: shots are found by themselves, --shots FILE takes them from a list, and each"
                    + " begins with a key frame; --keyint 2s has more of them, --min-keyint 1s none nearer";
    private static final String SAMPLES =
            "is not an option here: leave it out, no samples are encoded; --refine N tries a few frames of each shot";
    private static final String RESUME =
            "is not an option here: the same command goes on from what is finished by itself; --no-resume begins anew";
    private static final String FOLDER =
            "is not an option here: -o DIR/ is the folder for the outputs, and an input that is a folder means all"
                    + " videos in and below it";
    private static final String TEMPORARY =
            "is not an option here: --temp-dir DIR is where segments are kept, --keep-temp lets them stay";

    private static final Map<String, String> OPTIONS = options();

    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("encode", "the main job has no name: jnd-encode INPUT"),
            Map.entry("transcode", "the main job has no name: jnd-encode INPUT"),
            Map.entry("compress", "the main job has no name: jnd-encode INPUT"),
            Map.entry("run", "the main job has no name: jnd-encode INPUT"),
            Map.entry("batch", "the main job has no name and takes many: jnd-encode INPUT..."),
            Map.entry("auto-encode", "the main job has no name: jnd-encode INPUT"),
            Map.entry("crf-search", "jnd-encode plan INPUT finds the QP of every shot without encoding"),
            Map.entry("sample-encode", "jnd-encode plan INPUT finds the QP of every shot without encoding"),
            Map.entry("analyze", "jnd-encode plan INPUT finds the QP of every shot without encoding"),
            Map.entry("analyse", "jnd-encode plan INPUT finds the QP of every shot without encoding"),
            Map.entry("vmaf", "jnd-encode quality REF DIST measures a video against its original"),
            Map.entry("xpsnr", "jnd-encode quality REF DIST measures a video against its original"),
            Map.entry("ssim", "jnd-encode quality REF DIST measures a video against its original"),
            Map.entry("psnr", "jnd-encode quality REF DIST measures a video against its original"),
            Map.entry("scenes", "jnd-encode shots INPUT lists the shots"),
            Map.entry("detect-scenes", "jnd-encode shots INPUT lists the shots"),
            Map.entry("scene-detect", "jnd-encode shots INPUT lists the shots"),
            Map.entry("print-completions", "jnd-encode generate-completion writes a completion script"),
            Map.entry("completions", "jnd-encode generate-completion writes a completion script"),
            Map.entry("presets", "presets are described in docs/commands.md, models by jnd-encode models"),
            Map.entry("help", "jnd-encode --help, or --help after any command, shows the options"),
            Map.entry("version", "jnd-encode --version says the versions"));

    private Habits() {}

    private static Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        put(options, INPUT, "-i --input --inputs");
        put(options, CODEC, "-c -c:v -codec -codec:v -vcodec --codec --vcodec -e --vencoder --video-codec");
        put(
                options,
                SOUND,
                "-c:a -codec:a -acodec -b:a -q:a -ac -ar -ab -af -a -E -B -R -6 -D --aencoder --ab --arate --mixdown"
                        + " --all-audio --first-audio --audio-params --acodec --copy");
        put(options, "is written --audio-lang LANG here", "--audio-lang-list --alang");
        put(options, "is written --no-audio here", "-an");
        put(options, "is written --subtitles none here", "-sn");
        put(options, "is written --map -d here", "-dn");
        put(options, "is written --map SPECIFIER here", "-map");
        put(options, SUBTITLES, "-c:s -codec:s -scodec --subtitle --all-subtitles");
        put(options, COPIED, "-c:d -map_metadata -map_chapters -metadata -disposition -m --markers --mkvmergeopts");
        put(
                options,
                QUALITY,
                "-crf -qp -q -q:v -qscale -qscale:v -cq -cq:v -global_quality -qmin -qmax --crf --qp --cq --quality"
                        + " --min-crf --max-crf --min-q --max-q --crf-increment --qp-range --quantizer -rc");
        put(
                options,
                GOAL,
                "--vmaf --min-vmaf --max-vmaf --xpsnr --min-xpsnr --ssim --psnr --target-quality --target-vmaf"
                        + " --target-metric --target-score --score --reference-vmaf --vmaf-scale --vmaf-fps --vmaf-path"
                        + " --vmaf-res --vmaf-threads --vmaf-filter --ssimulacra2");
        put(options, BITRATE, "-b -b:v -vb -minrate -fs --bitrate --vb --video-bitrate --target-size");
        put(options, CEILING, "-maxrate:v -bufsize:v --vbv-maxrate --vbv-bufsize");
        put(options, PRESET, "-preset -preset:v -Z --speed --cpu-used");
        put(
                options,
                PARAMS,
                "-x264opts -x264-params -x264_opts -tune -tune:v -x --x264opts --x265-params -x265-params"
                        + " -svtav1-params --svt --enc --enc-input --encopts --tune --encoder-tune --video-params"
                        + " --vfilter -bf -refs -me_method -subq -trellis --ref --bframes --me --subme --trellis --deblock"
                        + " --psy-rd --aq-mode --aq-strength --no-mbtree");
        put(
                options,
                STREAM,
                "-profile -profile:v -level -level:v -tag:v -vtag --profile --level --encoder-profile --encoder-level");
        put(
                options,
                PICTURE,
                "-filter -filter:v -filter_complex -lavfi -s -s:v -aspect -deinterlace --width --height --maxWidth"
                        + " --maxHeight -w -l -X -Y --resize --decomb --hqdn3d --nlmeans --ffmpeg");
        put(
                options,
                RATE,
                "-r -r:v -vsync -fps_mode --rate --cfr --vfr --pfr --fps --detelecine --rotate --photon-noise");
        put(options, "is written --pix-fmt FORMAT here", "-pix_fmt --pix_fmt --pix-format --pixel-format");
        put(options, START, "-ss -sseof --ss --seek --start-at -itsoffset");
        put(options, DURATION, "-t -to -frames -frames:v -vframes --to --end --stop-at --frames");
        put(
                options,
                CONTAINER,
                "-f -movflags --format -O --optimize --container --force --output-format -F -shortest -fflags -copyts"
                        + " -avoid_negative_ts");
        put(
                options,
                LOG,
                "-v -loglevel -hide_banner -nostdin -stats -nostats -progress -report -benchmark --quiet --silent"
                        + " --verbose -d --debug --log-file --json --no-progress --stats");
        put(options, WORKERS, "-threads -threads:v --threads --jobs -j --lp --set-thread-affinity -filter_threads");
        put(
                options,
                ONE_PASS,
                "-pass -passlogfile -2 --passes -p --two-pass --multi-pass --turbo --pass --probes --probing-rate"
                        + " --probe-slow --probing-stat");
        put(
                options,
                SHOTS,
                "-g -keyint_min -sc_threshold -force_key_frames --scenecut --scenes"
                        + " --split-method --sc-method --sc-only --sc-downscale-height --extra-split --min-scene-len"
                        + " --chunk-method --chunk-order --force-keyframes --concat --ignore-frame-mismatch");
        put(
                options,
                SAMPLES,
                "--samples --sample-every --sample-duration --min-samples --thorough --cache --downmix-to-stereo");
        put(options, RESUME, "--resume --continue --restart");
        put(options, FOLDER, "--output-dir --outdir --out-dir --output-folder --recursive --input-dir --batch");
        put(options, TEMPORARY, "--temp --tmp --tempdir --keep");
        put(
                options,
                "is not an option here: jnd-encode plan INPUT decides without encoding",
                "--dry-run --plan-only --scan");
        put(options, "is written --help here", "-help -? -formats -codecs -encoders -h264");
        put(options, "is written --version here", "-version");
        put(options, "is written --preset FILE.json here", "--preset-import-file --preset-file --config");
        put(options, "is written --max-encoded-percent P here", "--max-percent --max-size-percent");
        return Map.copyOf(options);
    }

    private static void put(Map<String, String> options, String answer, String words) {
        Arrays.stream(words.split(" ", -1)).forEach(word -> options.put(word, answer));
    }

    /** What to write instead of an option that none of ours is. */
    static Optional<String> option(String word) {
        String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        String answer = OPTIONS.get(name);
        if (answer == null) {
            // A stream's number, as in -b:v:0.
            answer = OPTIONS.get(name.replaceFirst(":\\d+$", ""));
        }
        return Optional.ofNullable(answer).map(rest -> name + " " + rest + ".");
    }

    /**
     * What to write instead of the first word of one dash and several letters: the parser would take its first letter for an option of
     * ours and the others for its value, so that {@code -nostdin} would name an output.
     *
     * @param ours the long options of the command, with their dashes
     */
    public static Optional<String> beforeParsing(List<String> words, Collection<String> ours) {
        String before = "";
        for (String word : words) {
            boolean value = before.equals("--map"); // a specifier may begin with a dash
            before = word;
            if (word.equals("--")) {
                break;
            }
            if (!value && word.length() > 2 && word.charAt(0) == '-' && Character.isLetter(word.charAt(1))) {
                String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
                // As of ffmpeg it is not a preset of ours.
                Optional<String> answer = ours.contains("-" + name) && !name.equals("-preset")
                        ? Optional.of(name + " is written with two dashes here: -" + name + ".")
                        : option(word);
                if (answer.isPresent()) {
                    return answer;
                }
            }
        }
        return Optional.empty();
    }

    /** What to write instead of a command that none of ours is. */
    public static Optional<String> command(String word) {
        return Optional.ofNullable(COMMANDS.get(word)).map(rest -> word + " is no command and no file: " + rest + ".");
    }
}
