import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.Rate;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.media.segment.SegmentEncoder;
import io.jndencode.media.segment.SegmentReader;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.RateControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How near the size of a shot at its CRF is what some frames from its middle say, encoded as the shot is: the first one counted once and the
 * mean of the others for all others. Prints a line for each number of frames.
 *
 * <p>{@code java -cp 'target/jnd-encode/lib/*' src/bench/forecast/ForecastTrials.java WORK ENCODER EVERY FRAMES...} after clips.sh; every so
 * manieth clip is taken. What was encoded is kept in WORK/trials-ENCODER.tsv.
 */
public final class ForecastTrials {
    private static final Path HERE = Path.of("src/bench/forecast");

    private final Path work;
    private final String encoder;
    private final Path table;
    private final Map<String, Double> known = new HashMap<>();

    private ForecastTrials(Path work, String encoder) throws IOException {
        this.work = work;
        this.encoder = encoder;
        this.table = work.resolve("trials-" + encoder + ".tsv");
        if (Files.exists(table)) {
            for (String line : Files.readAllLines(table)) {
                int last = line.lastIndexOf('\t');
                known.put(line.substring(0, last), Double.parseDouble(line.substring(last + 1)));
            }
        }
    }

    /** A shot of a clip and its encode. */
    private record Shot(String clip, String index, long start, long frames, String preset, double crf, double bytes) {}

    public static void main(String[] args) throws IOException {
        ForecastTrials trials = new ForecastTrials(Path.of(args[0]), args[1]);
        Map<String, List<Shot>> clips = shots(args[1], Integer.parseInt(args[2]));
        for (int i = 3; i < args.length; i++) {
            trials.judge(clips, Integer.parseInt(args[i]));
        }
    }

    private static Map<String, List<Shot>> shots(String encoder, int every) throws IOException {
        Map<String, long[]> places = new HashMap<>();
        Map<String, Long> ends = new HashMap<>();
        for (String[] row : rows("shots.tsv")) {
            long start = ends.getOrDefault(row[0], 0L);
            long frames = Long.parseLong(row[2]);
            places.put(row[0] + row[1], new long[] {start, frames});
            ends.put(row[0], start + frames);
        }
        Map<String, List<Shot>> clips = new LinkedHashMap<>();
        for (String[] row : rows("sizes.tsv")) {
            boolean usual = row[1].equals(encoder) && row[3].equals("crf") && row[4].equals("1");
            long[] place = places.get(row[0] + row[5]);
            if (usual && (row[2].equals("medium") || row[2].equals("8")) && place != null) {
                clips.computeIfAbsent(row[0], clip -> new ArrayList<>())
                        .add(new Shot(
                                row[0],
                                row[5],
                                place[0],
                                place[1],
                                row[2],
                                Double.parseDouble(row[7]),
                                Double.parseDouble(row[8])));
            }
        }
        List<String> names = List.copyOf(clips.keySet());
        clips.keySet().removeIf(clip -> names.indexOf(clip) % every != 0);
        return clips;
    }

    private static List<String[]> rows(String file) throws IOException {
        return Files.readAllLines(HERE.resolve(file)).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .toList();
    }

    private void judge(Map<String, List<Shot>> clips, int frames) throws IOException {
        List<Double> errors = new ArrayList<>();
        double squares = 0;
        int shots = 0;
        for (List<Shot> clip : clips.values()) {
            if (!Files.exists(work.resolve("clips").resolve(clip.get(0).clip()))) {
                continue;
            }
            double foreseen = 0;
            double bytes = 0;
            for (Shot shot : clip) {
                double size = shot.frames() <= frames ? shot.bytes() : foreseen(shot, frames);
                foreseen += size;
                bytes += shot.bytes();
                if (shot.frames() > frames) {
                    squares += Math.pow(Math.log(size / shot.bytes()) / Math.log(2), 2);
                    shots++;
                }
            }
            errors.add(Math.abs(foreseen / bytes - 1));
        }
        errors.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%s\t%d frames\t%d files\tmedian %.1f %%\twithin 10 %% %.0f %%\twithin 25 %% %.0f %%\t%d shots\tdeviation %.3f%n",
                encoder,
                frames,
                errors.size(),
                100 * errors.get(errors.size() / 2),
                100.0 * errors.stream().filter(error -> error <= 0.1).count() / errors.size(),
                100.0 * errors.stream().filter(error -> error <= 0.25).count() / errors.size(),
                shots,
                Math.sqrt(squares / Math.max(1, shots)));
    }

    private double foreseen(Shot shot, int frames) throws IOException {
        String key = shot.clip() + "\t" + shot.index() + "\t" + frames;
        Double before = known.get(key);
        if (before != null) {
            return before;
        }
        LongSummaryStatistics keys = new LongSummaryStatistics();
        LongSummaryStatistics others = new LongSummaryStatistics();
        Path made = work.resolve("trial-" + encoder);
        encode(shot, frames, made);
        try (SegmentReader reader = SegmentReader.open(made)) {
            for (SegmentReader.Packet packet = reader.next(); packet != null; packet = reader.next()) {
                (packet.key() ? keys : others).accept(packet.data().length);
            }
        }
        Files.delete(made);
        double size = keys.getSum() + (shot.frames() - keys.getCount()) * others.getAverage();
        Files.writeString(
                table,
                key + "\t" + Math.round(size) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return size;
    }

    private void encode(Shot shot, int frames, Path made) {
        VideoEncoder kind = VideoEncoder.named(encoder);
        EncoderSettings how = new EncoderChoice(
                        kind, new RateControl.Crf(), shot.preset(), "", encoder.equals("x264") ? "source" : "10bit")
                .settings(new Rate.Crf(shot.crf()));
        long begin = shot.start() + shot.frames() / 2 - frames / 2;
        try (VideoReader reader =
                VideoReader.open(work.resolve("clips").resolve(shot.clip()), ReaderOptions.threads(1))) {
            for (long frame = 0; frame <= begin; frame++) {
                reader.next();
            }
            ExpectedFrames expected = new ExpectedFrames.Counted(frames, OptionalLong.of(reader.pts()));
            new SegmentEncoder(how).encode(reader, expected, made, done -> {});
        }
    }
}
