package io.jndencode.cli;

import com.sun.management.OperatingSystemMXBean;
import io.jndencode.cli.console.Console;
import io.jndencode.media.Mutant;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Does mutants one after the other in one virtual machine, each as a whole command line: analysed, planned, encoded, joined. Says on
 * standard output which one it begins and how each ended, so that whoever started it knows the one it died of.
 */
public final class FuzzWorker {
    private static final long MOST_CPU_NANOS = 60_000_000_000L;

    /** Who waits for something that never comes takes no CPU. */
    private static final long MOST_NANOS = 600_000_000_000L;

    private FuzzWorker() {}

    /** Arguments: folder for files, model, first number, step, end, seed files. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        PrintStream out = System.out;
        long step = Long.parseLong(args[3]);
        long end = Long.parseLong(args[4]);
        List<Mutant.Seed> seeds = seeds(List.of(args).subList(5, args.length));
        for (long number = Long.parseLong(args[2]); number < end; number += step) {
            Mutant mutant = Mutant.of(seeds, number);
            Path file = Files.write(folder.resolve("uploads/mutant-" + number + extension(mutant.name())), mutant.bytes());
            out.println("begin\t" + number + "\t" + mutant.name());
            out.flush();
            Thread watch = watch(number, out);
            String ending = run(number, file, folder.resolve("out-" + number), args[1]);
            watch.interrupt();
            out.println("end\t" + number + "\t" + ending);
            out.flush();
            if (!ending.startsWith("1\t")) {
                Files.delete(file);
            }
        }
    }

    static List<Mutant.Seed> seeds(List<String> files) throws IOException {
        List<Mutant.Seed> seeds = new ArrayList<>();
        for (String file : files) {
            seeds.add(new Mutant.Seed(Path.of(file).getFileName().toString(), Files.readAllBytes(Path.of(file))));
        }
        return seeds;
    }

    private static String extension(String name) {
        return name.replaceAll(" twice$", "").replaceAll(".*\\.", ".");
    }

    /** Sidecars are applied; every second mutant may be a playlist. */
    private static List<String> command(long number, Path file, Path output, String model) {
        List<String> words = new ArrayList<>();
        if (file.toString().endsWith(".json")) {
            words.addAll(List.of("apply", file.toString()));
        } else {
            words.addAll(List.of(file.toString(), "--model", model, "--x264-preset", "ultrafast"));
        }
        words.addAll(List.of("-o", output + "/", "-y", "--workers", "1", "--log-level", "quiet", "--stacktrace"));
        if (number % 2 == 0) {
            words.add("--allow-playlists");
        }
        return words;
    }

    private static String run(long number, Path file, Path output, String model) throws IOException {
        StringWriter said = new StringWriter();
        StringWriter results = new StringWriter();
        Console console = new Console(new PrintWriter(results), new PrintWriter(said), false, 100);
        int code = new Main(console).run(command(number, file, output, model).toArray(String[]::new));
        delete(output);
        String text = said.toString().strip();
        String sentence = text.lines().findFirst().orElse("");
        boolean internal = code == 1;
        return code + "\t" + (internal ? text.replace("\n", " / ").replace("\t", " ") : sentence.replace("\t", " "));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Ends the process when a file takes more than a minute of CPU. */
    private static Thread watch(long number, PrintStream out) {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long begun = machine.getProcessCpuTime();
        long since = System.nanoTime();
        Thread thread = new Thread(() -> {
            try {
                while (machine.getProcessCpuTime() - begun < MOST_CPU_NANOS && System.nanoTime() - since < MOST_NANOS) {
                    Thread.sleep(500);
                }
                out.println("end\t" + number + "\thang\tmore than a minute of CPU or ten in all");
                out.flush();
                Runtime.getRuntime().halt(99);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
