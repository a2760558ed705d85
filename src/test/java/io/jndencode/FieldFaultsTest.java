package io.jndencode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of faults from the field names tests that are there. */
class FieldFaultsTest {
    private static final Path PAGE = Path.of("docs/field-faults.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

    private static Path source(String name) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.endsWith(name + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no test is called " + name));
        }
    }

    /** A test and not a helper: an annotation stands above it, behind the method before. */
    private static boolean isTest(String source, String method) {
        Matcher declared =
                Pattern.compile("(void|Stream<DynamicTest>) " + method + "\\(").matcher(source);
        if (!declared.find()) {
            return false;
        }
        String above =
                source.substring(Math.max(0, source.lastIndexOf("\n    }\n", declared.start())), declared.start());
        return above.contains("@Test") || above.contains("@ParameterizedTest");
    }

    @Test
    void everyRowNamesTestsThatAreThere() throws IOException {
        List<String> missing = new ArrayList<>();
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .toList();
        assertThat(rows).hasSizeGreaterThan(25);
        for (String row : rows) {
            Matcher test = TEST.matcher(row);
            assertThat(test.find()).as(row).isTrue();
            do {
                if (!isTest(Files.readString(source(test.group(1))), test.group(2))) {
                    missing.add(test.group());
                }
            } while (test.find());
        }
        assertThat(missing).isEmpty();
    }
}
