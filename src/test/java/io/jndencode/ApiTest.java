package io.jndencode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What docs/library.md promises to programs that use the jar. Other public classes are public for other packages of ours only, since Java
 * has no visibility between the two.
 *
 * <p>A change of {@code src/test/resources/api.txt} is a change that library users see: say it in CHANGELOG.md. The test writes
 * the text it found to {@code target/api.txt}.
 */
class ApiTest {
    private static final Path PAGE = Path.of("docs/library.md");
    private static final Path PINNED = Path.of("src/test/resources/api.txt");
    private static final Pattern CLASS = Pattern.compile("`(io\\.jndencode\\.[a-z.]*[A-Z]\\w*)`");

    @Test
    void theDocumentedClassesHaveTheMembersTheyHad() throws IOException, ClassNotFoundException {
        List<String> lines = new ArrayList<>();
        for (String name : documented()) {
            describe(Class.forName(name), lines);
        }
        String found = String.join("\n", lines) + "\n";
        Files.writeString(Path.of("target/api.txt"), found);
        assertThat(found).isEqualTo(Files.readString(PINNED));
    }

    private static List<String> documented() throws IOException {
        List<String> names = new ArrayList<>();
        Matcher found = CLASS.matcher(Files.readString(PAGE));
        while (found.find()) {
            names.add(found.group(1));
        }
        assertThat(names).as("classes that docs/library.md names in full").isNotEmpty();
        return names.stream().distinct().sorted().toList();
    }

    private static void describe(Class<?> type, List<String> lines) {
        assertThat(Modifier.isPublic(type.getModifiers()))
                .as("%s is public", type)
                .isTrue();
        lines.add(type.getName());
        List<String> members = new ArrayList<>();
        for (Constructor<?> constructor : type.getConstructors()) {
            members.add("    new(" + types(constructor.getParameterTypes()) + ")");
        }
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic() && !method.isBridge()) {
                members.add(
                        "    " + (Modifier.isStatic(method.getModifiers()) ? "static " : "") + method.getName() + "("
                                + types(method.getParameterTypes()) + "): "
                                + method.getReturnType().getSimpleName());
            }
        }
        members.stream().sorted().forEach(lines::add);
    }

    private static String types(Class<?>[] types) {
        return Arrays.stream(types).map(Class::getSimpleName).collect(Collectors.joining(", "));
    }
}
