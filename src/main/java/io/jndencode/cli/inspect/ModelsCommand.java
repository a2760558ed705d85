package io.jndencode.cli.inspect;

import io.jndencode.Installation;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.view.JsonLine;
import io.jndencode.jnd.ModelCard;
import io.jndencode.jnd.ModelStore;
import io.jndencode.jnd.inference.ModelCost;
import io.jndencode.text.Printable;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the models of the installation with their metadata. */
@Command(
        name = "models",
        description = "Lists the models with their cards: input, labels, error on validation shots.",
        mixinStandardHelpOptions = true)
public final class ModelsCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "one JSON object a line, with all metadata")
    private boolean json;

    @Option(names = "--measure", description = "also time each model: one frame on one core of this machine")
    private boolean measure;

    @Mixin
    private CommonOptions common = new CommonOptions();

    public ModelsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        List<ModelStore.Entry> entries = new ModelStore(Installation.current()).list();
        for (ModelStore.Entry entry : entries) {
            if (json) {
                console.result(json(entry));
            } else {
                console.out().println(text(entry));
            }
        }
        if (entries.isEmpty()) {
            console.say("no models in " + Installation.current().models());
        }
        return 0;
    }

    private String json(ModelStore.Entry entry) {
        ModelCard card = entry.card();
        return new JsonLine()
                .put("name", entry.name())
                .put("file", entry.file().toString())
                .put("bytes", entry.bytes())
                .put("problem", entry.problem())
                .put("millisecondsPerFrame", timed(entry) ? ModelCost.millisecondsPerFrame(entry.file()) : null)
                .put("metadata", card == null ? null : card.properties())
                .line();
    }

    private boolean timed(ModelStore.Entry entry) {
        return measure && entry.card() != null;
    }

    private String text(ModelStore.Entry entry) {
        String head = String.format(Locale.ROOT, "%s  %.1f MB", Printable.line(entry.name()), entry.bytes() / 1e6);
        ModelCard card = entry.card();
        if (card == null) {
            return head + "\n    cannot be used: " + Printable.line(String.valueOf(entry.problem()));
        }
        StringBuilder text = new StringBuilder(head)
                .append("  version ")
                .append(Printable.line(card.version()))
                .append("  input ")
                .append(card.input())
                .append("\n    labels: ")
                .append(Printable.line(card.labels()));
        if (!card.error().isEmpty()) {
            text.append("\n    mean error on held-out shots, QP:   ").append(levels(card, card.error()));
        }
        if (!card.constantError().isEmpty()) {
            text.append("\n    a constant guess errs by, QP:       ").append(levels(card, card.constantError()));
        }
        String judged = card.property("jnd.error.judged");
        if (judged != null) {
            text.append("\n    judged by: ").append(Printable.line(judged));
        }
        if (timed(entry)) {
            double milliseconds = ModelCost.millisecondsPerFrame(entry.file());
            text.append(String.format(Locale.ROOT, "\n    one frame on one core: %.1f ms", milliseconds));
        }
        return text.toString();
    }

    private static String levels(ModelCard card, List<Double> values) {
        return IntStream.range(0, values.size())
                .mapToObj(
                        i -> String.format(Locale.ROOT, "%s %.2f", card.levels().get(i), values.get(i)))
                .collect(Collectors.joining("  "));
    }
}
