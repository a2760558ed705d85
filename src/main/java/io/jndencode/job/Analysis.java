package io.jndencode.job;

import io.jndencode.analysis.AnalysedShot;
import io.jndencode.analysis.PredictionCache;
import io.jndencode.analysis.ShotAnalyzer;
import io.jndencode.encode.Progress;
import io.jndencode.encode.resume.AnalysisTotals;
import io.jndencode.encode.resume.JournalRecord;
import io.jndencode.encode.resume.ResumeState;
import io.jndencode.encode.resume.WorkFolder;
import io.jndencode.encode.shot.Alongside;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.read.CodedBytes;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.SourceRemarks;
import io.jndencode.media.read.VideoReader;
import io.jndencode.shot.alike.ShotLook;
import io.jndencode.shot.detect.ShotOptions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds and judges the shots of a job's video and stores them. An analysis that an earlier run finished is not
 * repeated; for an unfinished one the video is read again, but the model runs only on shots it has not judged yet. Used
 * once.
 */
public final class Analysis {
    private final JobRequest request;
    private final MediaInfo source;
    private final JndModel model;
    private final @Nullable Remembered memory;
    private final Alongside others;
    private long firstPts;
    private long begin;
    private long end;
    private long frames;
    /** Coded bytes read before the frames of the range. */
    private long before;

    private int shots;
    private boolean noting;

    /** Receives what the analysis finds. */
    public interface Sink {
        /** Called for each shot, in order. */
        void shot(AnalysedShot shot);

        /** Called on each frame, before it is looked at. */
        void frame(VideoReader reader);

        /**
         * Called after each frame with the number read; {@code repaired} as in {@link AnalysisTotals}, so far, {@code codedBytes} as in {@link
         * Progress.FramesRead}.
         */
        void framesRead(long frames, long codedBytes, boolean repaired);

        /**
         * Called at the end of an analysis that read the video: a sentence on something that differs from the source.
         */
        void remark(String sentence);
    }

    /**
     * The result of the analysis.
     *
     * @param videoBytes size of the coded frames analysed; null if an earlier run did not count them
     */
    public record Outcome(AnalysisTotals totals, @Nullable Long videoBytes) {}

    /** Where shots are stored, and under which keys. */
    private record Remembered(ResumeState ledger, String analysis, String prediction) {}

    /** Creates an analysis; {@code folder} is null to store nothing. The caller closes the model. */
    public Analysis(
            JobRequest request, MediaInfo source, JndModel model, @Nullable WorkFolder folder, Alongside others) {
        this.others = others;
        request.preset()
                .keyDistances()
                .check(request.shots(), source.video().timing().frameRate());
        this.request = request;
        this.source = source;
        this.model = model;
        this.memory = folder == null
                ? null
                : new Remembered(
                        folder.ledger(),
                        folder.keys().analysis(model.sha256(), request.preset(), request.range(), request.shots()),
                        folder.keys().prediction(model.sha256()));
    }

    /** Also notes what every shot looks like, in the folder; what is known already is not taken over without that. */
    public Analysis noting() {
        noting = true;
        return this;
    }

    /** Returns what the shots look like, by their positions, once they are found and if that was noted. */
    public Map<Integer, ShotLook> looks() {
        return memory == null ? Map.of() : memory.ledger().looks(memory.analysis());
    }

    /** Finds and judges the shots, or recalls them. */
    public Outcome run(Sink sink) {
        List<AnalysedShot> known = memory == null ? null : memory.ledger().shots(memory.analysis());
        if (known != null && noting && looks().size() != known.size()) {
            known = null;
        }
        return known == null ? read(sink) : recall(known, sink);
    }

    private Outcome recall(List<AnalysedShot> known, Sink sink) {
        others.declineVideo();
        Remembered from = Objects.requireNonNull(memory);
        AnalysisTotals totals = Objects.requireNonNull(from.ledger().totals(from.analysis()));
        Long videoBytes = from.ledger().videoBytes(from.analysis());
        sink.framesRead(totals.frames(), videoBytes == null ? 0 : videoBytes, totals.repaired());
        known.forEach(sink::shot);
        return new Outcome(totals, videoBytes);
    }

    private Outcome read(Sink sink) {
        ShotOptions options =
                request.preset().shotOptions(source.video().timing().frameRate());
        PredictionCache recall =
                memory == null ? PredictionCache.NOTHING : memory.ledger().predictions(memory.prediction());
        ShotAnalyzer analyzer = new ShotAnalyzer(
                        model, options, request.preset().shots().samplesPerShot(), request.shots())
                .recalling(recall)
                .showing(sink::frame)
                .noting(noting ? this::seen : null);
        boolean whole = request.range().whole();
        try (VideoReader reader = others.open(source, ReaderOptions.defaults().notingSizes(!whole))) {
            analyzer.analyse(reader, request.range(), shot -> found(shot, sink), count -> {
                if (reader.index() == 0) {
                    firstPts = reader.pts();
                }
                long coded = CodedBytes.all(reader);
                before = count == 1 && reader.index() > 0 ? coded : before;
                frames = count;
                sink.framesRead(count, coded - before, reader.repairedTimestamps() > 0);
            });
            SourceRemarks.of(reader).forEach(sink::remark);
            AnalysisTotals totals =
                    new AnalysisTotals(shots, frames, firstPts, reader.lostFrames(), reader.repairedTimestamps() > 0);
            long counted = whole ? CodedBytes.all(reader) : CodedBytes.between(reader, begin, end);
            if (memory != null) {
                memory.ledger().add(new JournalRecord.Counted(memory.analysis(), counted));
                memory.ledger().add(new JournalRecord.Analysed(memory.analysis(), totals));
            }
            return new Outcome(totals, counted);
        }
    }

    private void seen(int shot, ShotLook look) {
        if (memory != null) {
            memory.ledger().add(new JournalRecord.Seen(memory.analysis(), shot, look));
        }
    }

    private void found(AnalysedShot shot, Sink sink) {
        begin = shots == 0 ? shot.startPts() : begin;
        end = shot.endPts();
        shots++;
        if (memory != null
                && !memory.ledger().has(memory.analysis(), shot.shot().index())) {
            memory.ledger().add(new JournalRecord.Judged(memory.analysis(), memory.prediction(), shot));
        }
        sink.shot(shot);
    }
}
