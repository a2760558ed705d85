package io.jndencode.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.encode.EncodedShot;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.encode.VerifyOptions;
import io.jndencode.encode.resume.Journal;
import io.jndencode.encode.resume.JournalRecord;
import io.jndencode.encode.resume.WorkFolder;
import io.jndencode.encode.shot.EncodePipeline;
import io.jndencode.encode.shot.RefinementTarget;
import io.jndencode.media.CodedFrame;
import io.jndencode.media.encoder.X264;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.QpLimits;
import io.jndencode.plan.RateControl;
import io.jndencode.plan.ShotSettings;
import io.jndencode.quality.QualityMeter;
import io.jndencode.quality.ShotQuality;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measuring and encoding again, with a rule that wants QP 33 whatever it sees, and without one. */
class RefineIT {
    private static final Path CLIP = Path.of("test-videos/sintel-phone.mp4");
    private static final EncoderChoice FAST =
            new EncoderChoice(new X264(), new RateControl.ConstantQp(), "ultrafast", "", EncoderChoice.SOURCE_FORMAT);
    private static final Resources KEEP = new Resources(2, null, true);

    private static final List<FrameRange> FRAMES =
            List.of(new FrameRange(0, 20), new FrameRange(20, 40), new FrameRange(40, 64));

    @TempDir
    Path folder;

    private final List<Progress> events = Collections.synchronizedList(new ArrayList<>());

    private EncodePipeline.Result encode(String output, RefinementTarget aim, int... qps) {
        events.clear();
        WorkFolder.Job job = new WorkFolder.Job(MediaProbe.probe(CLIP), folder.resolve(output), KEEP);
        try (WorkFolder work = WorkFolder.open(job, events::add);
                EncodePipeline pipeline =
                        new EncodePipeline(work, new EncodePipeline.Manner(FAST, KEEP, aim), events::add)) {
            for (int i = 0; i < qps.length; i++) {
                Shot shot = new Shot(i, FRAMES.get(i), Transition.CUT);
                PlannedShot planned =
                        new PlannedShot(shot, null, null, List.of(), null, ShotSettings.constant(qps[i]), null);
                pipeline.submit(
                        planned, new ExpectedFrames.Counted((int) FRAMES.get(i).length(), OptionalLong.empty()));
            }
            EncodePipeline.Result result = pipeline.finish(true, false);
            work.finished();
            return result;
        }
    }

    private static RefinementTarget aim(int refinements) {
        return aim(refinements, 1);
    }

    /** @param misled QPs by which a few frames seem finer than the whole shot */
    private static RefinementTarget aim(int refinements, double misled) {
        return new RefinementTarget(
                new VerifyOptions(true, refinements),
                (measured, qp) ->
                        OptionalDouble.of(qp - 33.25 - (measured.perFrame().size() < 20 ? misled : 0)),
                new QpLimits(12, 42));
    }

    @Test
    void aFewFramesFindTheQpOfShotsOffTheTarget() {
        EncodePipeline.Result result = encode("out.mp4", aim(2), 26, 33, 40);
        assertThat(result.shots()).extracting(shot -> shot.shot().qp()).containsExactly(33, 33, 33);
        assertThat(result.shots()).extracting(EncodedShot::attempts).containsOnly(1);
        assertThat(result.shots()).extracting(EncodedShot::probed).containsExactly(4, 4, 4);
        assertThat(result.shots().get(0).deviation()).isEqualTo(new EncodedShot.Deviation(7.25, -0.25));
        assertThat(encode("measured.mp4", aim(0), 26, 33, 40).shots())
                .extracting(EncodedShot::probed)
                .containsOnly(0);
    }

    @Test
    void shotsStillOffTheTargetAreEncodedAgainAndOthersAreNot() {
        EncodePipeline.Result result = encode("out.mp4", aim(2, 5), 26, 28, 40);
        assertThat(result.shots()).extracting(shot -> shot.shot().qp()).containsExactly(33, 33, 33);
        assertThat(result.shots()).extracting(EncodedShot::attempts).containsOnly(2);
        assertThat(CodedFrame.read(folder.resolve("out.mp4")))
                .filteredOn(frame -> frame.type() == 'P')
                .extracting(CodedFrame::qp)
                .containsOnly(33);
    }

    @Test
    void refinedFilesAreTheSameAsIfPlannedSo() throws IOException {
        encode("refined.mp4", aim(1, 5), 26, 34, 40);
        encode("planned.mp4", RefinementTarget.NONE, 33, 33, 33);
        assertThat(Files.mismatch(folder.resolve("refined.mp4"), folder.resolve("planned.mp4")))
                .isEqualTo(-1);
    }

    @Test
    void measurementsOfAnEarlierRunAreTakenOver() throws IOException {
        List<ShotQuality> first = encode("out.mp4", aim(1, 5), 26, 34, 40).quality();
        Path journal = folder.resolve(".jnd-encode-out.mp4").resolve("journal.ndjson");
        long measured = measurements(journal);
        EncodePipeline.Result second = encode("out.mp4", aim(1, 5), 26, 34, 40);
        assertThat(second.quality()).isEqualTo(first);
        assertThat(measurements(journal)).isEqualTo(measured);
        assertThat(second.shots()).extracting(EncodedShot::attempts).containsOnly(2);
        assertThat(events.stream().filter(event -> event instanceof Progress.Encoded shot && shot.kept()))
                .hasSize(3);
    }

    private static long measurements(Path journal) throws IOException {
        return Journal.read(journal).stream()
                .filter(JournalRecord.Measured.class::isInstance)
                .count();
    }

    @Test
    void whatIsMeasuredOfSegmentsIsWhatIsMeasuredOfTheFile() {
        List<ShotQuality> segments = encode(
                        "out.mp4", new RefinementTarget(new VerifyOptions(true, 0), null, QpLimits.ALL), 26, 30, 40)
                .quality();
        List<FrameRange> ranges = segments.stream().map(ShotQuality::frames).toList();
        List<ShotQuality> file = QualityMeter.videos(
                MediaProbe.probe(CLIP), MediaProbe.probe(folder.resolve("out.mp4")), ranges, frame -> {});
        assertThat(segments)
                .extracting(ShotQuality::perFrame)
                .isEqualTo(file.stream().map(ShotQuality::perFrame).toList());
        assertThat(segments.get(0).xpsnr()).isGreaterThan(segments.get(2).xpsnr());
    }
}
