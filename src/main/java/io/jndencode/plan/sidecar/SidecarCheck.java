package io.jndencode.plan.sidecar;

import io.jndencode.JndException;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.media.encoder.RateCap;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.plan.KeyInterval;
import io.jndencode.plan.RateControl;
import io.jndencode.plan.ShotSettings;
import io.jndencode.plan.crf.CrfMapping;
import io.jndencode.shot.Transition;
import io.jndencode.text.EnumName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds mistakes made when editing a sidecar by hand; each is reported with its shot. */
final class SidecarCheck {
    /** Limit on the mistakes reported: longer lists have one cause and help nobody. */
    private static final int MOST = 5;

    private final List<String> mistakes = new ArrayList<>();

    private SidecarCheck() {}

    /** Throws {@link JndException.Usage} naming the mistakes, if there are any. */
    static void check(Sidecar sidecar, String origin) {
        SidecarCheck check = new SidecarCheck();
        check.head(sidecar);
        check.shots(sidecar);
        check.rates(sidecar);
        if (check.mistakes.isEmpty()) {
            return;
        }
        int more = check.mistakes.size() - MOST;
        String listed = String.join("; ", check.mistakes.subList(0, Math.min(MOST, check.mistakes.size())));
        throw new JndException.Usage(
                "sidecar " + origin + " cannot be used: " + listed + (more > 0 ? "; and " + more + " more" : ""));
    }

    private void head(Sidecar sidecar) {
        new SidecarLimits(mistakes).head(sidecar);
        if (encoder(sidecar) == null) {
            mistakes.add("the codec is " + sidecar.encoder().codec() + ", known are "
                    + VideoEncoder.all().stream().map(VideoEncoder::library).collect(Collectors.joining(", ")));
            return;
        }
        try {
            sidecar.encoder().choice();
        } catch (JndException.Usage e) {
            mistakes.add("encoder: " + e.getMessage());
        }
        try {
            new SidecarLimits(mistakes)
                    .fraction("source.timeBase", sidecar.source().timing().base());
            if (!sidecar.source().timing().base().known()) {
                mistakes.add("source.timeBase is not positive");
            }
        } catch (IllegalArgumentException e) {
            mistakes.add("source.timeBase " + e.getMessage());
        }
        try {
            new SidecarLimits(mistakes)
                    .fraction("source.frameRate", sidecar.source().timing().rate());
        } catch (IllegalArgumentException e) {
            mistakes.add("source.frameRate " + e.getMessage());
        }
    }

    private static @Nullable VideoEncoder encoder(Sidecar sidecar) {
        return VideoEncoder.all().stream()
                .filter(encoder -> encoder.library().equals(sidecar.encoder().codec()))
                .findFirst()
                .orElse(null);
    }

    private void shots(Sidecar sidecar) {
        if (sidecar.shots().isEmpty()) {
            mistakes.add("it has no shots");
        }
        SidecarShot before = null;
        for (int i = 0; i < sidecar.shots().size(); i++) {
            SidecarShot shot = sidecar.shots().get(i);
            alone(i, shot);
            joint(i, before, shot);
            before = shot;
        }
        long frames = sidecar.source().timing().frames();
        if (before != null && frames > 0 && before.extent().endFrame() > frames) {
            mistakes.add("shot " + (sidecar.shots().size() - 1) + " ends at frame "
                    + before.extent().endFrame() + ", but the source has " + frames + " frames");
        }
    }

    /** Checks that the plan uses one rate control only, so that a CRF is never taken for a QP or the reverse. */
    private void rates(Sidecar sidecar) {
        boolean crf = sidecar.encoder().rateControl() instanceof RateControl.Crf;
        VideoEncoder encoder = encoder(sidecar);
        RateCap cap = sidecar.encoder().cap();
        if (cap != null && !crf) {
            mistakes.add("the encoder has a cap, but its rateControl is cqp");
        }
        double highest = encoder == null ? CrfMapping.HIGHEST : encoder.highestCrf();
        for (int i = 0; i < sidecar.shots().size(); i++) {
            Double value = sidecar.shots().get(i).settings().crf();
            if (crf && value == null) {
                mistakes.add("shot " + i + " has no crf, but the encoder's rateControl is crf");
            } else if (!crf && value != null) {
                mistakes.add("shot " + i + " has a crf, but the encoder's rateControl is cqp");
            } else if (value != null && !(value > 0 && value <= highest)) {
                mistakes.add("shot " + i + " has CRF " + value + ", allowed is above 0 to " + (long) highest);
            }
            ShotSettings.Capped capped = sidecar.shots().get(i).settings().capped();
            if (capped != null && (cap == null || !crf)) {
                mistakes.add("shot " + i + " is capped, but the encoder has no cap");
            } else if (capped != null && !(capped.bufferStart() > 0 && capped.bufferStart() <= 1)) {
                mistakes.add(
                        "shot " + i + " has the bufferStart " + capped.bufferStart() + ", allowed is above 0 to 1");
            }
        }
    }

    private void alone(int i, SidecarShot shot) {
        new SidecarLimits(mistakes).shot(i, shot);
        if (shot.index() != i) {
            mistakes.add("shot " + i + " has the index " + shot.index());
        }
        if (shot.extent().startFrame() < 0
                || shot.extent().endFrame() <= shot.extent().startFrame()) {
            mistakes.add("shot " + i + " has the frames " + shot.extent().startFrame() + " to "
                    + shot.extent().endFrame() + ", which is no range");
        }
        if (shot.settings().keyDistance() != null && shot.settings().keyDistance() < KeyInterval.LEAST) {
            mistakes.add("shot " + i + " has the keyDistance " + shot.settings().keyDistance() + ", allowed is "
                    + KeyInterval.LEAST + " or more");
        }
        if (shot.qp() < 1 || shot.qp() > 51) {
            mistakes.add("shot " + i + " has QP " + shot.qp() + ", allowed is 1 to 51");
        }
        if (shot.extent().startPts() != null
                && shot.extent().endPts() != null
                && shot.extent().endPts() <= shot.extent().startPts()) {
            mistakes.add("shot " + i + " has endPts " + shot.extent().endPts() + " not after startPts "
                    + shot.extent().startPts());
        }
        word(i, "transition", Transition.class, shot.extent().transition());
        word(i, "confidence", JndPrediction.Confidence.class, shot.prediction().confidence());
        SidecarShot.Levels jnd = shot.prediction().jnd();
        if (jnd != null
                && !(0 <= jnd.jnd1() && jnd.jnd1() < jnd.jnd2() && jnd.jnd2() < jnd.jnd3() && jnd.jnd3() <= 51)) {
            mistakes.add("shot " + i + " has JND levels that do not grow within 0 to 51");
        }
    }

    private void joint(int i, @Nullable SidecarShot before, SidecarShot shot) {
        if (before == null) {
            return;
        }
        if (shot.extent().startFrame() != before.extent().endFrame()) {
            mistakes.add("shot " + i + " begins at frame " + shot.extent().startFrame() + ", but shot " + (i - 1)
                    + " ends at " + before.extent().endFrame());
        } else if (shot.extent().startPts() != null
                && before.extent().endPts() != null
                && !shot.extent().startPts().equals(before.extent().endPts())) {
            mistakes.add("shot " + i + " begins at pts " + shot.extent().startPts() + ", but shot " + (i - 1)
                    + " ends at " + before.extent().endPts() + " (leave startPts and endPts out of shots you move)");
        }
    }

    private <E extends Enum<E>> void word(int i, String field, Class<E> type, @Nullable String value) {
        if (value == null) {
            return;
        }
        List<String> known = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            known.add(EnumName.of(constant));
        }
        if (!known.contains(value)) {
            mistakes.add(
                    "shot " + i + " has the " + field + " \"" + value + "\", known are " + String.join(", ", known));
        }
    }
}
