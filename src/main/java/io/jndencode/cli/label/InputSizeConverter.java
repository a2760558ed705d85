package io.jndencode.cli.label;

import io.jndencode.model.InputSize;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 640x352}: both multiples of 16, and large enough for four halvings to the latent and two poolings after it. */
public final class InputSizeConverter implements ITypeConverter<InputSize> {
    private static final Pattern SIZE = Pattern.compile("(\\d{2,4})x(\\d{2,4})");
    private static final int LEAST = 64;

    @Override
    public InputSize convert(String text) {
        Matcher given = SIZE.matcher(text);
        if (given.matches()) {
            int width = Integer.parseInt(given.group(1));
            int height = Integer.parseInt(given.group(2));
            if (width % 16 == 0 && height % 16 == 0 && Math.min(width, height) >= LEAST) {
                return new InputSize(width, height);
            }
        }
        throw new TypeConversionException(
                "give WIDTHxHEIGHT in multiples of 16, at least %d, such as 640x352, got '%s'".formatted(LEAST, text));
    }
}
