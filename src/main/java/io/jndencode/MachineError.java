package io.jndencode;

/**
 * Turns a virtual machine error met while working on one file, such as running out of memory, into a failure of that file alone: the next
 * file may be small enough. Use it only at the outermost level of such work; errors pass through everything below.
 */
public final class MachineError {
    private static final long MEBIBYTE = 1 << 20;

    private MachineError() {}

    /**
     * Returns the failure to report.
     *
     * @param work what was being done, e.g. {@code encoding shot 3 of film.mp4}
     */
    public static RuntimeException of(Error error, String work) {
        if (error instanceof OutOfMemoryError) {
            return new JndException.Encode(
                    "there is not enough memory for %s (%s; Java's part may grow to %d MiB): give --workers 1, or more to Java with JND_JAVA_OPTIONS=-Xmx4g"
                            .formatted(
                                    work,
                                    error.getMessage(),
                                    Runtime.getRuntime().maxMemory() / MEBIBYTE),
                    error);
        }
        return new IllegalStateException(error + " while " + work, error);
    }
}
