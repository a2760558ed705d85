package io.jndencode.quality.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jndencode.FileHash;
import io.jndencode.JndException;
import io.jndencode.TextFile;
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
 * From what metrics say of an encode at one QP to the JND levels of the shot: by how many QPs the encode lies above JND1, as a
 * weighted sum of {@link MetricFeature}s, and the usual steps from there to JND2 and JND3.
 *
 * <p>The weights are fitted to labelled shots of up to 1280x720, {@code label fit}; the file says to which and how well it agrees
 * with them. The rule is good near JND1 and coarse far from it: measure again where it says the level is.
 *
 * @param schema {@value #SCHEMA}
 * @param about how the rule was made and how well it does, for people
 * @param intercept QPs above JND1 where all features have their means
 * @param terms one for each feature
 * @param steps from level to level
 */
public record MetricJndModel(
        String schema, Map<String, Object> about, double intercept, List<Term> terms, Steps steps) {
    public static final String SCHEMA = "jnd-encode/jnd-rule/1";

    private static final String STANDARD = "jnd-rule.json";

    /** QP distance from the level at which a measurement counts 1/e of one on the spot. */
    private static final double REACH = 4;

    /** A measurement counts at least so much, so that some always does. */
    private static final double LEAST = 1e-6;

    private static final double SMALLEST_STEP = 1;

    /**
     * One feature's part.
     *
     * @param mean of the feature over the shots of the fit
     * @param weight QPs per unit of the feature
     */
    public record Term(MetricFeature feature, double mean, double weight) {}

    /**
     * How far the levels lie from each other: people's mean distances, and how these change with JND1.
     *
     * @param usualJnd1 mean JND1, from which the slopes count
     * @param toJnd2 QPs from JND1 to JND2
     * @param slope2 change of that a QP of JND1
     * @param toJnd3 QPs from JND2 to JND3
     * @param slope3 change of that a QP of JND1
     */
    public record Steps(double usualJnd1, double toJnd2, double slope2, double toJnd3, double slope3) {}

    public MetricJndModel {
        Objects.requireNonNull(steps, "steps is null");
        about = Collections.unmodifiableMap(new LinkedHashMap<>(about));
        terms = List.copyOf(terms);
    }

    /** The rule that comes with the program. */
    public static MetricJndModel standard() {
        try (InputStream in = MetricJndModel.class.getResourceAsStream(STANDARD)) {
            return Json.mapper().readValue(Objects.requireNonNull(in, STANDARD), MetricJndModel.class);
        } catch (IOException e) {
            throw new IllegalStateException("the rule " + STANDARD + " cannot be read", e);
        }
    }

    /** Reads a rule of one's own, as {@code label fit} writes it. */
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

    /** Writes it as {@link #read} reads it. */
    public void write(Path file) {
        TextFile.write(file, Json.pretty(this));
    }

    /** Tells rules apart: the same for the same numbers, a SHA-256 hash of them. */
    public String fingerprint() {
        return FileHash.sha256(numbers().getBytes(StandardCharsets.UTF_8));
    }

    /** The fingerprint of versions before 0.2, of 32 bits: labels kept under it are still taken. */
    public String shortFingerprint() {
        return "%08x".formatted(numbers().hashCode());
    }

    /** All numbers of the rule, written out so that the text does not change with names in the code. */
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

    /** By how many QPs an encode is coarser (+) or finer (-) than JND1. */
    public double qpError(CurvePoint at, ShotContent content) {
        double sum = intercept;
        for (Term term : terms) {
            sum += term.weight() * (term.feature().of(at, content) - term.mean());
        }
        return sum;
    }

    /** By how many QPs an encode is coarser (+) or finer (-) than a level from 0 to 3. */
    public double qpError(CurvePoint at, ShotContent content, double level) {
        return at.qp() - above(at.qp() - qpError(at, content)).at(level);
    }

    /**
     * By how many QPs a shot's encode is coarser (+) or finer (-) than a level from 0 to 3, by the rule's slope where it stands:
     * {@code qp - qpError} is the QP to try.
     *
     * @param qp the encode's constant QP
     * @return empty where the shot was measured without what was coded
     */
    public OptionalDouble qpError(ShotQuality at, int qp, double level) {
        if (at.coded() == null) {
            return OptionalDouble.empty();
        }
        CurvePoint point = CurvePoint.of(qp, at.coded().bytes(), at);
        return OptionalDouble.of(qpError(point, at.coded().content(), level));
    }

    /** The levels, from measurements at some QPs: the nearer one is to JND1, the more it counts. */
    public MetricLevels levels(List<CurvePoint> curve, ShotContent content) {
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

    /** All levels where JND1 is known. */
    public MetricLevels above(double jnd1) {
        double beyond = jnd1 - steps.usualJnd1();
        double jnd2 = jnd1 + Math.max(SMALLEST_STEP, steps.toJnd2() + steps.slope2() * beyond);
        return new MetricLevels(jnd1, jnd2, jnd2 + Math.max(SMALLEST_STEP, steps.toJnd3() + steps.slope3() * beyond));
    }
}
