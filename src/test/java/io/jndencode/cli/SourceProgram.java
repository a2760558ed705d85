package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** A committed single-file program, compiled for a test. */
public record SourceProgram(Class<?> type, URLClassLoader loader) implements AutoCloseable {
    /** Compiles {@code source} into {@code folder}. */
    public static SourceProgram of(Path source, Path folder) throws IOException, ClassNotFoundException {
        String classPath = System.getProperty("java.class.path");
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", classPath, "-d", folder.toString(), source.toString());
        assertThat(failed).as("compiling %s", source).isZero();
        URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        String name = source.getFileName().toString();
        return new SourceProgram(loader.loadClass(name.substring(0, name.length() - ".java".length())), loader);
    }

    public void run(String... args) throws ReflectiveOperationException {
        type.getMethod("main", String[].class).invoke(null, (Object) args);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
