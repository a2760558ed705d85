package io.jndencode.cli;

import io.jndencode.ExitCode;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Turns Ctrl-C into an interrupt of the working thread, which then tidies up its files and ends with exit code 130.
 *
 * <p>The virtual machine's own reaction would start all shutdown hooks at once, ONNX Runtime's among them, which frees
 * the library under a model that is still running: so the signals are handled here and the process ends only after the
 * work has.
 */
final class Cancellation {
    /**
     * Time allowed for tidying up: an encoder reacts within a frame and removing files is quick; anything slower hangs.
     */
    private static final long PATIENCE_MILLIS = 20_000;

    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    private final Thread worker;
    private final AtomicBoolean requested = new AtomicBoolean();

    private Cancellation(Thread worker) {
        this.worker = worker;
    }

    /** Handles the process's interrupt and termination signals on behalf of the calling thread. */
    static void ofThisThread() {
        Cancellation cancellation = new Cancellation(Thread.currentThread());
        SIGNALS.forEach(cancellation::take);
    }

    /**
     * Uses reflection: the compiler refuses sun.misc.Signal as internal, but there is no other way to run before the
     * hooks.
     */
    private void take(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object taker = Proxy.newProxyInstance(
                    Cancellation.class.getClassLoader(), new Class<?>[] {handler}, this::onHandlerMethod);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), taker);
        } catch (ReflectiveOperationException e) {
            // This system lacks the signal, or the JVM was started with -Xrs: nobody can send it to us then.
            return;
        }
    }

    private @Nullable Object onHandlerMethod(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "handle" -> {
                cancel();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "signal handler";
        };
    }

    private void cancel() {
        if (!requested.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
        }
        worker.interrupt();
        Thread watchdog = new Thread(Cancellation::haltAfterPatience, "interrupt-watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
    }

    private static void haltAfterPatience() {
        try {
            Thread.sleep(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
    }
}
