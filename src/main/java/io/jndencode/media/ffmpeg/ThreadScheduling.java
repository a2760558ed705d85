package io.jndencode.media.ffmpeg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avutil.Callback_Pointer_int_BytePointer_Pointer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * How the system shares its processors among this program's threads. SVT-AV1, where root runs it, makes the thread that opens it a real-time
 * one of the highest priority, and its own threads with it; whatever that thread starts later is one as well. Such threads leave nothing of
 * a machine to anybody else, so they are made ordinary ones again.
 */
public final class ThreadScheduling {
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final Path CALLER = Path.of("/proc/thread-self/stat");

    /** The policy's place in {@code /proc/PID/stat}, counted from behind the name; see proc(5). */
    private static final int POLICY = 38;

    /** {@code SCHED_OTHER}. */
    private static final int ORDINARY = 0;

    /** Bytes that a C list of arguments has at most. */
    private static final int ARGUMENTS = 64;

    private ThreadScheduling() {}

    /** Does some work of a native library; returns its result with the calling thread and all that the work started scheduled as before. */
    public static int kept(IntSupplier work) {
        if (!Files.exists(CALLER) || !isOrdinary(CALLER)) {
            return work.getAsInt();
        }
        Set<String> before = threads();
        int result = work.getAsInt();
        if (!isOrdinary(CALLER)) {
            makeOrdinary(0);
            threads().stream()
                    .filter(thread -> !before.contains(thread))
                    .forEach(thread -> makeOrdinary(Long.parseLong(thread)));
        }
        return result;
    }

    /** Returns the numbers of this process's threads. */
    private static Set<String> threads() {
        try (Stream<Path> tasks = Files.list(THREADS)) {
            Set<String> numbers = new HashSet<>();
            tasks.forEach(task -> numbers.add(String.valueOf(task.getFileName())));
            return numbers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOrdinary(Path stat) {
        try {
            String line = Files.readString(stat);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return Integer.parseInt(fields[POLICY]) == ORDINARY;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls {@code sched_setscheduler(thread, SCHED_OTHER, {0})}; a thread that has ended meanwhile is none to care for. */
    private static void makeOrdinary(long thread) {
        Pointer function = Loader.addressof("sched_setscheduler");
        if (function == null || function.isNull()) {
            return;
        }
        // Called as NativeEnvironment calls setenv: FFmpeg's callback for its log takes a pointer, an int and a
        // pointer, too, and behind them
        // a list of arguments, which the function does not look at.
        try (PointerPointer<Pointer> place = new PointerPointer<>(1);
                BytePointer nought = new BytePointer(new byte[ARGUMENTS])) {
            new Callback(place.put(0, function)).call(new ThreadId(thread), ORDINARY, nought, nought);
        }
    }

    /** A number where a pointer is asked for. */
    private static final class ThreadId extends Pointer {
        ThreadId(long value) {
            address = value;
        }
    }

    /** A function called through a place that holds its address. */
    private static final class Callback extends Callback_Pointer_int_BytePointer_Pointer {
        Callback(Pointer place) {
            super(place);
        }
    }
}
