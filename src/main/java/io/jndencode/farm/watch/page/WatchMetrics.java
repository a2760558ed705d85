package io.jndencode.farm.watch.page;

import io.jndencode.farm.watch.process.EncodeProcess;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what a watcher has done, in Prometheus' text format (version 0.0.4). Safe for several threads. No label holds
 * the name of a file: names are shown on the status page only.
 */
public final class WatchMetrics {
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong sourceBytes = new AtomicLong();
    private final AtomicLong outputBytes = new AtomicLong();
    private final AtomicLong milliseconds = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong lastLook = new AtomicLong();
    /** Negative while no encode runs. */
    private volatile double progress = -1;

    public void looked(int files, long epochMillis) {
        waiting.set(files);
        lastLook.set(epochMillis);
    }

    /** Sets the fraction of the running encode that is done. */
    public void progress(double part) {
        progress = part;
    }

    public void ended(EncodeProcess.Ending ending, double seconds) {
        (ending.encoded() ? done : failed).incrementAndGet();
        sourceBytes.addAndGet(ending.encoded() ? ending.sourceBytes() : 0);
        outputBytes.addAndGet(ending.encoded() ? ending.outputBytes() : 0);
        milliseconds.addAndGet(Math.round(seconds * 1000));
        progress = -1;
    }

    /** Returns when the folder was last scanned, in milliseconds since 1970; 0 before the first time. */
    long lastLook() {
        return lastLook.get();
    }

    boolean running() {
        return progress >= 0;
    }

    /** Returns the page for a scraper. */
    public String text() {
        double part = progress;
        return family("jnd_encode_jobs_total", "counter", "Encodes that have ended, by result.")
                + sample("jnd_encode_jobs_total{result=\"done\"}", done.get())
                + sample("jnd_encode_jobs_total{result=\"failed\"}", failed.get())
                + family("jnd_encode_source_bytes_total", "counter", "Size of the sources that were encoded.")
                + sample("jnd_encode_source_bytes_total", sourceBytes.get())
                + family("jnd_encode_output_bytes_total", "counter", "Size of their encodes.")
                + sample("jnd_encode_output_bytes_total", outputBytes.get())
                + family("jnd_encode_job_seconds_total", "counter", "Time spent encoding.")
                + "jnd_encode_job_seconds_total " + decimal(milliseconds.get() / 1000.0) + "\n"
                + family("jnd_encode_waiting_files", "gauge", "Files in the drop folder.")
                + sample("jnd_encode_waiting_files", waiting.get())
                + family("jnd_encode_running", "gauge", "Whether an encode runs.")
                + sample("jnd_encode_running", part >= 0 ? 1 : 0)
                + family("jnd_encode_progress_ratio", "gauge", "Part of the running encode that is done.")
                + "jnd_encode_progress_ratio " + decimal(Math.max(0, part)) + "\n"
                + family("jnd_encode_last_look_timestamp_seconds", "gauge", "When the drop folder was last looked at.")
                + "jnd_encode_last_look_timestamp_seconds " + decimal(lastLook.get() / 1000.0) + "\n";
    }

    private static String family(String name, String type, String help) {
        return "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
    }

    private static String sample(String series, long value) {
        return series + " " + value + "\n";
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
