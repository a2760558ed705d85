package io.jndencode.encode.resume;

import io.jndencode.analysis.AnalysedShot;
import io.jndencode.analysis.PredictionCache;
import io.jndencode.analysis.ShotPrediction;
import io.jndencode.file.FileHash;
import io.jndencode.quality.ShotQuality;
import io.jndencode.shot.alike.ShotLook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The finished work for one output, by this run and earlier ones: looked up by key, extended as work is finished,
 * stored in a journal. Safe for several threads.
 */
public final class ResumeState implements AutoCloseable {
    private final Journal journal;
    private final Map<String, JournalRecord.Encoded> segments = new ConcurrentHashMap<>();
    private final Map<String, ShotQuality> qualities = new ConcurrentHashMap<>();
    private final Map<String, ShotPrediction> predictions = new ConcurrentHashMap<>();
    private final Map<String, Map<Integer, AnalysedShot>> shots = new ConcurrentHashMap<>();
    private final Map<String, Map<Integer, ShotLook>> looks = new ConcurrentHashMap<>();
    private final Map<String, AnalysisTotals> analyses = new ConcurrentHashMap<>();
    private final Map<String, Long> videoBytes = new ConcurrentHashMap<>();

    ResumeState(Journal journal) {
        this.journal = journal;
        journal.found().forEach(this::take);
    }

    private void take(JournalRecord entry) {
        if (entry instanceof JournalRecord.Encoded encoded) {
            segments.put(encoded.segment(), encoded);
        } else if (entry instanceof JournalRecord.Measured measured) {
            qualities.put(measured.segment(), measured.quality());
        } else if (entry instanceof JournalRecord.Judged judged) {
            AnalysedShot shot = judged.shot();
            predictions.put(prediction(judged.model(), shot.sampledFrames()), shot.prediction());
            shots.computeIfAbsent(judged.analysis(), key -> new TreeMap<>())
                    .put(shot.shot().index(), shot);
        } else if (entry instanceof JournalRecord.Seen seen) {
            looks.computeIfAbsent(seen.analysis(), key -> new TreeMap<>()).put(seen.shot(), seen.look());
        } else if (entry instanceof JournalRecord.Analysed analysed) {
            analyses.put(analysed.analysis(), analysed.totals());
        } else if (entry instanceof JournalRecord.Counted counted) {
            videoBytes.put(counted.analysis(), counted.videoBytes());
        }
    }

    /** Records a finished piece of work. */
    public void add(JournalRecord entry) {
        journal.append(entry);
        synchronized (this) {
            take(entry);
        }
    }

    /** Returns how many shots were encoded, under any settings. */
    int segments() {
        return segments.size();
    }

    /** Returns how many sets of frames were shown to any model. */
    int judged() {
        return predictions.size();
    }

    /** Returns the size of the coded frames of a shot that was encoded; null if it was not. */
    public @Nullable Long segmentBytes(String key) {
        JournalRecord.Encoded encoded = segments.get(key);
        return encoded == null ? null : Long.valueOf(encoded.bytes());
    }

    JournalRecord.@Nullable Encoded segment(String key) {
        return segments.get(key);
    }

    /** Returns the measured quality of a segment: an earlier run's, or else it is measured now and recorded. */
    public ShotQuality quality(String segment, Supplier<ShotQuality> measure) {
        ShotQuality known = qualities.get(segment);
        if (known != null) {
            return known;
        }
        ShotQuality quality = measure.get();
        add(new JournalRecord.Measured(segment, quality));
        return quality;
    }

    /** Returns the predictions of a model. */
    public PredictionCache predictions(String model) {
        return frames -> predictions.get(prediction(model, frames));
    }

    /** Returns whether a shot of a list of shots was recorded before. */
    public synchronized boolean has(String analysis, int shot) {
        return shots.getOrDefault(analysis, Map.of()).containsKey(shot);
    }

    /** Returns all shots of an analysis in order, null if it was not finished. */
    public synchronized @Nullable List<AnalysedShot> shots(String analysis) {
        AnalysisTotals totals = analyses.get(analysis);
        Map<Integer, AnalysedShot> known = shots.getOrDefault(analysis, Map.of());
        return totals == null || totals.shots() != known.size() ? null : new ArrayList<>(known.values());
    }

    /** Returns what the shots of an analysis look like, by their positions, as far as that was noted. */
    public synchronized Map<Integer, ShotLook> looks(String analysis) {
        return Map.copyOf(looks.getOrDefault(analysis, Map.of()));
    }

    public @Nullable AnalysisTotals totals(String analysis) {
        return analyses.get(analysis);
    }

    /** Returns the bytes of the coded frames that were analysed, null if they were not counted. */
    public @Nullable Long videoBytes(String analysis) {
        return videoBytes.get(analysis);
    }

    /** Returns the claim on a file by a job that did not finish, if the file is still as that job wrote it. */
    static Optional<JournalRecord.Made> made(List<JournalRecord> entries, Path file) throws IOException {
        Map<String, JournalRecord.Made> claims = new HashMap<>();
        String name = file.toAbsolutePath().normalize().toString();
        for (JournalRecord entry : entries) {
            if (entry instanceof JournalRecord.Finished) {
                claims.clear();
            } else if (entry instanceof JournalRecord.Made made && made.file().equals(name)) {
                claims.put(made.sha256(), made);
            }
        }
        return claims.isEmpty() ? Optional.empty() : Optional.ofNullable(claims.get(FileHash.sha256(file)));
    }

    private static String prediction(String model, List<Long> frames) {
        return model + frames;
    }

    @Override
    public void close() {
        journal.close();
    }
}
