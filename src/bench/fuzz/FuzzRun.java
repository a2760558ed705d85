package io.jndencode.cli;

import io.jndencode.jnd.inference.TinyModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts workers, starts them again after the mutant one died of, counts how all ended. Started by fuzz.sh. */
public final class FuzzRun {
    private static final long LARGEST_SEED = 300_000;

    private final Path folder;
    private final List<String> seeds;
    private final long end;
    private final int workers;
    private final Map<String, Integer> outcomes = new TreeMap<>();

    private FuzzRun(Path folder, List<String> seeds, long end, int workers) {
        this.folder = folder;
        this.seeds = seeds;
        this.end = end;
        this.workers = workers;
    }

    /** Arguments: folder, first number, how many, workers, seed files and folders. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        TinyModel.green().write(folder.resolve("tiny.onnx"));
        List<String> seeds = seeds(List.of(args).subList(4, args.length));
        Path uploads = Files.createDirectories(folder.resolve("uploads"));
        List<String> hostile = HostileSeeds.write(folder, uploads, Path.of(seeds.get(0)));
        int weights = Math.max(1, seeds.size() / hostile.size());
        for (int weight = 0; weight < weights; weight++) {
            seeds.addAll(hostile);
        }
        long first = Long.parseLong(args[1]);
        int workers = Integer.parseInt(args[3]);
        System.out.println(seeds.size() + " seeds: " + String.join(" ", seeds.stream().map(seed -> Path.of(seed).getFileName().toString()).toList()));
        FuzzRun run = new FuzzRun(folder, seeds, first + Long.parseLong(args[2]), workers);
        List<Thread> threads = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            long from = first + worker;
            Thread thread = new Thread(() -> run.all(from));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        run.outcomes.forEach((outcome, count) -> System.out.printf("%6d  %s%n", count, outcome));
    }

    /** Small files with a video that can be done whole. */
    private static List<String> seeds(List<String> places) throws IOException {
        List<String> seeds = new ArrayList<>();
        for (String place : places) {
            try (Stream<Path> walk = Files.walk(Path.of(place))) {
                for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                    if (Files.size(file) <= LARGEST_SEED && hasVideo(file)) {
                        seeds.add(file.toString());
                    }
                }
            }
        }
        return seeds;
    }

    private static boolean hasVideo(Path file) {
        try {
            return !io.jndencode.media.input.MediaProbe.probe(file).picture();
        } catch (io.jndencode.JndException e) {
            return false;
        }
    }

    private void all(long from) {
        long next = from;
        while (next < end) {
            try {
                next = worker(next) + workers;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Runs a worker until it has done all or died; the number of the last mutant it began. */
    private long worker(long from) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "java", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash-%p.log"), "-Djnd.home=" + System.getProperty("jnd.home"),
                "-cp", System.getProperty("java.class.path"), "io.jndencode.cli.FuzzWorker",
                folder.toString(), folder.resolve("tiny.onnx").toString(),
                Long.toString(from), Integer.toString(workers), Long.toString(end)));
        command.addAll(seeds);
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("stderr-" + from + ".txt").toFile())
                .start();
        long last = end;
        boolean open = false;
        String name = "";
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split("\t", 4);
                if (words[0].equals("begin")) {
                    last = Long.parseLong(words[1]);
                    name = words[2];
                    open = true;
                } else if (words[0].equals("end")) {
                    open = false;
                    count(Long.parseLong(words[1]), name, words[2], words.length > 3 ? words[3] : "");
                }
            }
        }
        process.waitFor(10, TimeUnit.SECONDS);
        if (open) {
            count(last, name, "crash", "the process died with " + process.exitValue());
            return last;
        }
        return process.exitValue() == 99 ? last : end;
    }

    private synchronized void count(long number, String name, String outcome, String sentence) {
        outcomes.merge(outcome, 1, Integer::sum);
        System.out.printf("%d\t%s\t%s\t%s%n", number, name, outcome, sentence);
    }
}
