package io.jndencode.ladder;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jndencode.JndException;
import io.jndencode.file.TextFile;
import io.jndencode.plan.KeyInterval;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFile;
import io.jndencode.text.Json;
import io.jndencode.text.JsonMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a ladder: what machines that share its work need to know. As files it is a folder with {@value #FILE} and the sidecar of every
 * rung, which reaches no further than that folder.
 *
 * @param segmentSeconds the length wished for pieces
 * @param auto whether rungs that turn out not to be worth their place are left out
 * @param lostFrames frames of the source that could not be read
 * @param rungs what is encoded, the same shots in all
 * @param dropped what is not
 * @param remarks what may surprise about the rungs together
 */
public record LadderPlan(
        double segmentSeconds,
        boolean auto,
        long lostFrames,
        List<Planned> rungs,
        List<LadderRungs.Dropped> dropped,
        List<String> remarks) {
    /** Its name in the folder. */
    public static final String FILE = "plan.json";

    private static final String SCHEMA = "jnd-encode/ladder-plan/1";

    /** More is no plan of ours: it names rungs and has a few sentences. */
    private static final long LARGEST = 1 << 20;

    public LadderPlan {
        rungs = List.copyOf(rungs);
        dropped = List.copyOf(dropped);
        remarks = List.copyOf(remarks);
    }

    /**
     * A rung that is planned.
     *
     * @param keyint the largest distance of its key frames
     * @param sidecar the decisions for its shots
     * @param remarks what was said while it was planned
     */
    public record Planned(Rung rung, KeyInterval keyint, Sidecar sidecar, List<String> remarks) {
        public Planned {
            remarks = List.copyOf(remarks);
        }
    }

    /** As it is written. */
    private record Text(
            String schema,
            double segment,
            boolean auto,
            long lostFrames,
            List<RungText> rungs,
            List<LadderRecord.DroppedRung> dropped,
            List<String> warnings) {}

    private record RungText(String rung, String sidecar, String keyint, List<String> warnings) {}

    /** Returns the sidecars of the rungs. */
    public List<Sidecar> sidecars() {
        return rungs.stream().map(Planned::sidecar).toList();
    }

    /** Returns the names of the rungs' folders. */
    public List<String> names() {
        return rungs.stream().map(each -> each.rung().name()).toList();
    }

    /** Returns the sidecar of a rung beside a plan. */
    public static Path sidecar(Path plan, String name) {
        return plan.resolveSibling(name + ".json");
    }

    /** Writes the plan and the sidecars into a folder. */
    void write(Path folder) {
        Path file = folder.resolve(FILE);
        rungs.forEach(each ->
                SidecarFile.write(each.sidecar(), sidecar(file, each.rung().name())));
        TextFile.write(
                file,
                Json.pretty(new Text(
                        SCHEMA,
                        segmentSeconds,
                        auto,
                        lostFrames,
                        rungs.stream()
                                .map(each -> new RungText(
                                        each.rung().toString(),
                                        String.valueOf(sidecar(file, each.rung().name())
                                                .getFileName()),
                                        each.keyint().toString(),
                                        each.remarks()))
                                .toList(),
                        dropped.stream()
                                .map(each ->
                                        new LadderRecord.DroppedRung(each.rung().toString(), each.reason()))
                                .toList(),
                        remarks)));
    }

    /** Returns whether a file is the plan of a ladder, whole or not. */
    public static boolean isOne(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) <= LARGEST
                    && Files.readString(file).contains("\"jnd-encode/ladder-plan/");
        } catch (IOException e) { // not text: whoever reads it as a sidecar says so
            return false;
        }
    }

    /** Reads a plan and the sidecars beside it; throws {@link JndException.Usage} where they are not what they should be. */
    public static LadderPlan read(Path file) {
        try {
            Text text = Json.mapper().readValue(Files.readString(file), Text.class);
            if (!SCHEMA.equals(text.schema())) {
                throw new JndException.Usage(
                        "the plan %s is of \"%s\", this program reads %s: use the same version everywhere"
                                .formatted(file, text.schema(), SCHEMA));
            }
            if (isEmpty(text.rungs())) {
                throw new JndException.Usage("the plan " + file + " has no rungs");
            }
            LadderRequest.checkSegment(text.segment());
            List<Planned> rungs = new ArrayList<>();
            text.rungs().forEach(each -> rungs.add(read(each, file)));
            check(rungs, file);
            return new LadderPlan(
                    text.segment(),
                    text.auto(),
                    text.lostFrames(),
                    rungs,
                    some(text.dropped()).stream()
                            .map(each -> new LadderRungs.Dropped(rung(each.rung()), String.valueOf(each.reason())))
                            .toList(),
                    some(text.warnings()));
        } catch (JsonProcessingException e) {
            throw new JndException.Usage("cannot read the plan " + file + ": " + JsonMistake.plain(e), e);
        } catch (IOException e) {
            throw new JndException.Usage("cannot read the plan " + file + ": it is not readable text", e);
        }
    }

    private static boolean isEmpty(@Nullable List<?> list) {
        return list == null || list.isEmpty();
    }

    private static <T> List<T> some(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static Planned read(RungText text, Path file) {
        Rung rung = rung(text.rung());
        return new Planned(
                rung,
                KeyInterval.parse(String.valueOf(text.keyint())),
                SidecarFile.read(sidecar(file, rung.name())),
                some(text.warnings()));
    }

    private static Rung rung(@Nullable String text) {
        return Rung.one(String.valueOf(text));
    }

    private static void check(List<Planned> rungs, Path file) {
        List<Long> first = ends(rungs.get(0).sidecar());
        for (Planned rung : rungs) {
            if (!ends(rung.sidecar()).equals(first)
                    || rung.sidecar().source().stored().bytes()
                            != rungs.get(0).sidecar().source().stored().bytes()) {
                throw new JndException.Usage("the plan %s: %s has other shots or another video than %s"
                        .formatted(
                                file,
                                sidecar(file, rung.rung().name()),
                                sidecar(file, rungs.get(0).rung().name())));
            }
        }
    }

    private static List<Long> ends(Sidecar sidecar) {
        return sidecar.shots().stream().map(shot -> shot.extent().endFrame()).toList();
    }
}
