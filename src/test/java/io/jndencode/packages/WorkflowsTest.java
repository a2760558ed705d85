package io.jndencode.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jndencode.cli.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the workflow files name is there: a release is no time to find out that it is not. They run elsewhere. */
class WorkflowsTest {
    private static final Path FOLDER = Path.of(".github/workflows");

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static List<JsonNode> steps(Path workflow) throws IOException {
        List<JsonNode> steps = new ArrayList<>();
        for (JsonNode job : new YAMLMapper().readTree(workflow.toFile()).path("jobs")) {
            job.path("steps").forEach(steps::add);
        }
        return steps;
    }

    private static List<String> commands(Path workflow) throws IOException {
        return steps(workflow).stream()
                .filter(step -> step.has("run"))
                .map(step -> step.path("run").asText())
                .toList();
    }

    private static List<String> found(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyStepRunsOrUsesSomething(Path workflow) throws IOException {
        assertThat(steps(workflow))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.has("run") != step.has("uses"))
                        .as(step.toString())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void programsAndTestsThatAreNamedAreThere(Path workflow) throws IOException {
        for (String commands : commands(workflow)) {
            for (String program : found("(?<![\\w./])(?:bash )?([.]/\\w+|[.]ci/\\w+)", commands)) {
                assertThat(Path.of(program)).exists();
            }
            for (String test : found("(?:-Dit.test=|,)(\\w+IT)\\b", commands)) {
                assertThat(Path.of("src/test/java/io/jndencode/packages", test + ".java"))
                        .exists();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void commandsAreOfTheShellsLanguage(Path workflow) throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        for (String commands : commands(workflow)) {
            String text = commands.replaceAll("[$][{][{][^}]*[}][}]", "value");
            Child child = Child.run(Path.of("").toAbsolutePath(), Map.of(), "/bin/bash", "-n", "-c", text);
            assertThat(child.code()).as(commands + child.err()).isZero();
        }
    }

    @Test
    void theReleaseMakesPackagesByProfilesOfThisBuild() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        JsonNode release =
                new YAMLMapper().readTree(FOLDER.resolve("release.yml").toFile());
        List<String> profiles = release.findValuesAsText("profiles");
        assertThat(profiles).hasSize(5);
        for (String list : profiles) {
            for (String profile : list.split(",", -1)) {
                assertThat(pom).contains("<id>" + profile + "</id>");
            }
        }
    }

    /** A release holds every name once: what does not name a platform is uploaded by one system. */
    @Test
    void whatHasOneNameOnEverySystemIsUploadedOnce() throws IOException {
        for (JsonNode step : steps(FOLDER.resolve("release.yml"))) {
            String paths = step.at("/with/path").asText();
            if (paths.contains(".jar")) {
                assertThat(step.path("if").asText()).isEqualTo("contains(matrix.profiles, 'release')");
            }
        }
        assertThat(new YAMLMapper()
                        .readTree(FOLDER.resolve("release.yml").toFile())
                        .findValuesAsText("profiles"))
                .filteredOn(list -> List.of(list.split(",", -1)).contains("release"))
                .hasSize(1);
    }
}
