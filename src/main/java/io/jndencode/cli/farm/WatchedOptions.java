package io.jndencode.cli.farm;

import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.encode.EncodeCommand;
import io.jndencode.cli.encode.MainJobOptions;
import io.jndencode.farm.watch.folder.WatchPlaces;
import io.jndencode.file.FileIdentity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The encoding options and places for a watched folder's files, checked before the first of them. */
final class WatchedOptions {
    /** Options that name one file, or that the watcher sets itself. */
    private static final List<String> NOT_FOR_MANY = List.of(
            "--output",
            "--sidecar",
            "--zones",
            "--qpfile",
            "--script",
            "--csv",
            "--edl",
            "--report",
            "--shots",
            "--skip-existing");

    private WatchedOptions() {}

    /** Refuses options that the main job does not know, and those that would make every file write to the same one. */
    static void check(List<String> options, Console console) {
        CommandLine job = new CommandLine(new EncodeCommand(console)).setCaseInsensitiveEnumValuesAllowed(true);
        try {
            List<String> words = new ArrayList<>(options);
            words.add("INPUT");
            CommandLine.ParseResult parsed = job.parseArgs(words.toArray(String[]::new));
            for (OptionSpec option : parsed.matchedOptions()) {
                if (option.longestName().equals("--report")) {
                    throw new JndException.Usage(
                            "--report stands before --, without a name: it makes a page about each video");
                }
                if (option.longestName().equals("--consistent")) {
                    throw new JndException.Usage(
                            "--consistent is for one command line with several videos: a watched folder encodes each by itself");
                }
                if (NOT_FOR_MANY.contains(option.longestName())) {
                    throw new JndException.Usage(
                            option.longestName() + " is for one video: leave it out, a watched folder has many");
                }
            }
            if (parsed.matchedPositionals().stream()
                            .mapToInt(found -> found.originalStringValues().size())
                            .sum()
                    > 1) {
                throw new JndException.Usage(
                        "behind -- only options of the main job may stand, got: " + String.join(" ", options));
            }
        } catch (UnmatchedArgumentException e) {
            MainJobOptions.check(options, console); // knows what a habit of other programs means
            throw new JndException.Usage("the options behind -- are not right: " + e.getMessage(), e);
        } catch (ParameterException e) {
            throw new JndException.Usage("the options behind -- are not right: " + e.getMessage(), e);
        }
    }

    /** Refuses places where encoded files would be taken for new sources. */
    static void check(WatchPlaces places) {
        Map<String, Path> targets = new LinkedHashMap<>();
        targets.put("the folder of encodes", places.encoded());
        targets.put("the folder of --done", places.done());
        targets.put("the folder of --failed", places.failed());
        targets.forEach((role, target) -> {
            if (FileIdentity.same(target, places.drop())) {
                throw new JndException.Usage(
                        "%s, %s, is the watched folder itself: name another".formatted(role, target));
            }
        });
    }
}
