package io.jndencode.cli.files;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/** Converts an argument that is a file or an address. */
public final class VideoArgument implements ITypeConverter<Path> {
    @Override
    public Path convert(String word) {
        return Url.path(word);
    }
}
