package io.jndencode.cli.encode;

import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.words.UsageSentence;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Checks options of the main job that another command passes on to it once, instead of for every file. */
public final class MainJobOptions {
    private MainJobOptions() {}

    /** Refuses options that the main job would refuse for every input. */
    public static void check(List<String> options, Console console) {
        List<String> words = new ArrayList<>(options);
        words.add("input.mp4");
        EncodeCommand job = new EncodeCommand(console);
        try {
            new CommandLine(job).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(words.toArray(new String[0]));
        } catch (ParameterException e) {
            throw new JndException.Usage("behind --: " + UsageSentence.of(e, words), e);
        }
        job.checkArguments();
    }
}
