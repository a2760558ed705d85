package io.jndencode.quality.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jndencode.JndException;
import io.jndencode.file.FileHash;
import io.jndencode.file.TextFile;
import io.jndencode.jnd.JndLevels;
import io.jndencode.quality.CurvePoint;
import io.jndencode.quality.ShotContent;
import io.jndencode.quality.ShotQuality;
import io.jndencode.text.Json;
import io.jndencode.text.JsonMistake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Derives the JND levels of a shot from metrics of an encode at one QP: a weighted sum of {@link MetricFeature}s gives by how many QPs the
 * encode lies above JND1, and the usual steps lead from there to JND2 and JND3.
 *
 * <p>The weights are fitted to labelled shots of up to 1280x720 by {@code label fit}; the file names the shots and how well the rule agrees
 * with them. The rule is accurate near JND1 and coarse far from it: measure again at the level it returns.
 *
 * @param schema {@value #SCHEMA}
 * @param about how the rule was made and how well it does, for people
 * @param intercept QPs above JND1 if all features have their means
 * @param terms one for each feature
 * @param steps distances between the levels
 */
public record MetricJndModel(
        String schema, Map<String, Object> about, double intercept, List<Term> terms, Steps steps) {
    public static final String SCHEMA = "jnd-encode/jnd-rule/1";

    private static final String STANDARD = "jnd-rule.json";

    /** Distance from the level, in QP, at which a measurement has 1/e of its full weight. */
    private static final double REACH = 4;

    /** Smallest weight of a measurement, so that the sum of weights is never 0. */
    private static final double LEAST = 1e-6;

    private static final double SMALLEST_STEP = 1;

    /**
     * The contribution of one feature.
     *
     * @param mean mean of the feature over the shots of the fit
     * @param weight QPs per unit of the feature
     */
    public record Term(MetricFeature feature, double mean, double weight) {}

    /**
     * The distances between the levels: means over viewers, and how they change with JND1.
     *
     * @param usualJnd1 mean JND1, at which the slopes are 0
     * @param toJnd2 QPs from JND1 to JND2
     * @param slope2 change of toJnd2 per QP of JND1
     * @param toJnd3 QPs from JND2 to JND3
     * @param slope3 change of toJnd3 per QP of JND1
     */
    public record Steps(double usualJnd1, double toJnd2, double slope2, double toJnd3, double slope3) {}

    public MetricJndModel {
        Objects.requireNonNull(steps, "steps is null");
        about = Collections.unmodifiableMap(new LinkedHashMap<>(about));
        terms = List.copyOf(terms);
    }

    /** Returns the rule bundled with the program. */
    public static MetricJndModel standard() {
        try (InputStream in = MetricJndModel.class.getResourceAsStream(STANDARD)) {
            return Json.mapper().readValue(Objects.requireNonNull(in, STANDARD), MetricJndModel.class);
        } catch (IOException e) {
            throw new IllegalStateException("the rule " + STANDARD + " cannot be read", e);
        }
    }

    /** Reads a rule written by {@code label fit}. */
    public static MetricJndModel read(Path file) {
        try {
            MetricJndModel rule = Json.mapper().readValue(file.toFile(), MetricJndModel.class);
            if (!SCHEMA.equals(rule.schema())) {
                throw new JndException.Model("the rule %s has schema \"%s\"; this version reads \"%s\""
                        .formatted(file, rule.schema(), SCHEMA));
            }
            return rule;
        } catch (JsonProcessingException e) {
            throw new JndException.Model("the rule %s is not valid: %s".formatted(file, JsonMistake.plain(e)), e);
        } catch (IOException e) {
            throw new JndException.Model("the rule " + file + " cannot be read", e);
        }
    }

    /** Writes the rule in the format of {@link #read}. */
    public void write(Path file) {
        TextFile.write(file, Json.pretty(this));
    }

    /** Returns a SHA-256 hash of the rule's numbers: the same for the same numbers. */
    public String fingerprint() {
        return FileHash.sha256(numbers().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the 32-bit fingerprint of versions before 0.2, under which saved labels are still accepted. */
    public String shortFingerprint() {
        return "%08x".formatted(numbers().hashCode());
    }

    /** Returns all numbers of the rule as a text that does not change with names in the code. */
    private String numbers() {
        String features = terms.stream()
                .map(term -> "Term[feature=%s, mean=%s, weight=%s]"
                        .formatted(term.feature().spelling(), term.mean(), term.weight()))
                .collect(Collectors.joining(", ", "[", "]"));
        return "%s %sSteps[usualJnd1=%s, toJnd2=%s, slope2=%s, toJnd3=%s, slope3=%s]"
                .formatted(
                        intercept,
                        features,
                        steps.usualJnd1(),
                        steps.toJnd2(),
                        steps.slope2(),
                        steps.toJnd3(),
                        steps.slope3());
    }

    /** Returns by how many QPs an encode is coarser (+) or finer (-) than JND1. */
    public double qpError(CurvePoint at, ShotContent content) {
        double sum = intercept;
        for (Term term : terms) {
            sum += term.weight() * (term.feature().of(at, content) - term.mean());
        }
        return sum;
    }

    /** Returns by how many QPs an encode is coarser (+) or finer (-) than a level from 0 to 3. */
    public double qpError(CurvePoint at, ShotContent content, double level) {
        return at.qp() - above(at.qp() - qpError(at, content)).between(level);
    }

    /**
     * Returns by how many QPs a shot's encode is coarser (+) or finer (-) than a level from 0 to 3, using the rule's slope at that point:
     * {@code qp - qpError} is the QP to try next.
     *
     * @param qp the encode's constant QP
     * @return empty if the shot was measured without its coded size and content
     */
    public OptionalDouble qpError(ShotQuality at, int qp, double level) {
        if (at.coded() == null) {
            return OptionalDouble.empty();
        }
        CurvePoint point = CurvePoint.of(qp, at.coded().bytes(), at);
        return OptionalDouble.of(qpError(point, at.coded().content(), level));
    }

    /** Returns the levels from measurements at several QPs; a measurement has more weight the nearer it is to JND1. */
    public JndLevels levels(List<CurvePoint> curve, ShotContent content) {
        double sum = 0;
        double weights = 0;
        for (CurvePoint point : curve) {
            double error = qpError(point, content);
            double weight = Math.exp(-(error / REACH) * (error / REACH)) + LEAST;
            sum += weight * (point.qp() - error);
            weights += weight;
        }
        return above(sum / weights);
    }

    /** Returns all levels for a known JND1. */
    public JndLevels above(double jnd1) {
        double beyond = jnd1 - steps.usualJnd1();
        double jnd2 = jnd1 + Math.max(SMALLEST_STEP, steps.toJnd2() + steps.slope2() * beyond);
        return new JndLevels(jnd1, jnd2, jnd2 + Math.max(SMALLEST_STEP, steps.toJnd3() + steps.slope3() * beyond));
    }
}
