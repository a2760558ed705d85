package io.jndencode;

/**
 * An error of the virtual machine, met while something was done for one file, as a failure of that file: the next one may well be small
 * enough. For the borders of such work only; below them errors pass.
 */
public final class MachineError {
    private static final long MEBIBYTE = 1 << 20;

    private MachineError() {}

    /**
     * The failure to tell.
     *
     * @param work what was done, e.g. {@code encoding shot 3 of film.mp4}
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
