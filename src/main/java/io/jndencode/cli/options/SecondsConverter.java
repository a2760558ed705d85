package io.jndencode.cli.options;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses a time: {@code 12.5}, {@code 1:02.5}, {@code 1:00:02}. */
public final class SecondsConverter implements ITypeConverter<Double> {
    private static final Pattern TIME = Pattern.compile("(?:(?:(\\d+):)?(\\d{1,2}):)?(\\d+(?:\\.\\d+)?)");

    @Override
    public Double convert(String text) {
        Matcher matcher = TIME.matcher(text.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is not a time: give seconds (12.5) or h:mm:ss.fff");
        }
        double seconds = Double.parseDouble(matcher.group(3));
        if (matcher.group(2) != null) {
            seconds += 60.0 * Integer.parseInt(matcher.group(2));
        }
        if (matcher.group(1) != null) {
            seconds += 3600.0 * Integer.parseInt(matcher.group(1));
        }
        return seconds;
    }
}
