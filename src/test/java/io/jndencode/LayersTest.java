package io.jndencode;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The package table of docs/architecture.md, held: it is read from there. */
class LayersTest {
    private static final String ROOT = "io.jndencode";

    /** A dozen and a little; {@link #CLOSED} ones may be larger. */
    private static final int ROOM = 16;

    /** Rooms that show few of their classes to others: to split them would open more than it orders. */
    private static final Set<String> CLOSED = Set.of(ROOT + ".nn", ROOT + ".report");

    private static final int LONGEST_FILE = 300;

    private static final Pattern ROW = Pattern.compile("^\\| `([a-z0-9.]+)` \\|.*\\|.*\\|$");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** Top to bottom: a package may use those after it, never those before it. */
    private static final List<String> LAYERS = layers();

    private static List<String> layers() {
        try (Stream<String> lines = Files.lines(Path.of("docs/architecture.md"))) {
            return lines.map(ROW::matcher)
                    .filter(Matcher::matches)
                    .map(row -> row.group(1))
                    .map(name -> name.equals(ROOT) ? name : ROOT + "." + name)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theTableNamesEveryPackageOnceAndNoOther() {
        Set<String> packages =
                MAIN.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        assertThat(LAYERS).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(packages);
    }

    @Test
    void noPackageUsesOneAboveIt() {
        for (int lower = 1; lower < LAYERS.size(); lower++) {
            noClasses()
                    .that()
                    .resideInAPackage(LAYERS.get(lower))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(LAYERS.subList(0, lower).toArray(String[]::new))
                    .check(MAIN);
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void noRoomIsTooFullAndNoFileTooLong() throws IOException {
        Path sources = Path.of("src/main/java");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(sources)) {
            files = walk.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertThat(files)
                .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(LONGEST_FILE));
        files.stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(
                        file -> sources.relativize(file.getParent())
                                .toString()
                                .replace('/', '.')
                                .replace('\\', '.'),
                        Collectors.counting()))
                .forEach((room, count) -> assertThat(CLOSED.contains(room) ? 0 : count)
                        .as("files in %s", room)
                        .isLessThanOrEqualTo(ROOM));
    }

    @Test
    void onlyMediaTouchesFfmpeg() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.jndencode.media..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco..")
                .check(MAIN);
    }

    @Test
    void nothingNamesAvdeviceOrTheProgramsWhichNeedLibpulse() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.bytedeco.ffmpeg.global.avdevice")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.bytedeco.ffmpeg.ffmpeg")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.bytedeco.ffmpeg.ffprobe")
                .check(MAIN);
    }

    @Test
    void onlyJndAndTrainTouchOnnxRuntime() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.jndencode.jnd.inference", "io.jndencode.train..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(MAIN);
    }

    @Test
    void onlyTheKerasImportReadsHdf5() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.jndencode.model.keras..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.jhdf..")
                .check(MAIN);
    }

    @Test
    void onlyCliPrintsOrExits() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.jndencode.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(MAIN);
    }
}
