package io.jndencode.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The terminal's width, measured again when the system signals that its window was resized. Safe for several threads.
 */
final class TerminalWidth implements IntSupplier {
    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\d+ (\\d+)\\s*");
    private static final long PATIENCE_MILLIS = 500;

    private final IntSupplier measure;
    private int columns;
    private boolean resized;

    /**
     * @param columns initial width
     * @param measure returns the current width, 0 if unknown
     */
    TerminalWidth(int columns, IntSupplier measure) {
        this.columns = columns;
        this.measure = measure;
    }

    /** Follows the width of the terminal that this process belongs to. */
    static IntSupplier following(int columns) {
        TerminalWidth width = new TerminalWidth(columns, TerminalWidth::ask);
        width.listen();
        return width;
    }

    @Override
    public synchronized int getAsInt() {
        if (resized) {
            resized = false;
            int now = measure.getAsInt();
            columns = now > 0 ? now : columns;
        }
        return columns;
    }

    /** Called when the width has changed. */
    synchronized void resized() {
        resized = true;
    }

    /** Uses reflection, like {@code Cancellation}. */
    private void listen() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object taker = Proxy.newProxyInstance(
                    TerminalWidth.class.getClassLoader(),
                    new Class<?>[] {handler},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "handle" -> {
                            resized();
                            yield null;
                        }
                        case "equals" -> proxy == arguments[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> "window handler";
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("WINCH"), taker);
        } catch (ReflectiveOperationException e) {
            // This system lacks the signal: the width stays as it was.
            return;
        }
    }

    private static int ask() {
        try {
            Process stty = new ProcessBuilder("sh", "-c", "stty size </dev/tty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            stty.getOutputStream().close();
            if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return 0;
            }
            try (InputStream answer = stty.getInputStream()) {
                Matcher size = ROWS_AND_COLUMNS.matcher(new String(answer.readAllBytes(), StandardCharsets.US_ASCII));
                return size.matches() ? Integer.parseInt(size.group(1)) : 0;
            }
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
