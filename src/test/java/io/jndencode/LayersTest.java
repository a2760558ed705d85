package io.jndencode;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The package table of docs/architecture.md, held. */
class LayersTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.jndencode");

    /** Top to bottom: a package may use those after it, never those before it. */
    private static final List<String> LAYERS = List.of(
            "cli", "farm", "report", "encode", "plan", "label", "train", "model", "nn", "jnd", "quality", "shot",
            "media");

    @Test
    void noPackageUsesOneAboveIt() {
        for (int lower = 1; lower < LAYERS.size(); lower++) {
            String[] above = LAYERS.subList(0, lower).stream()
                    .map(name -> "io.jndencode." + name + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("io.jndencode." + LAYERS.get(lower) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .allowEmptyShould(true)
                    .check(MAIN);
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.jndencode.(*)..").should().beFreeOfCycles().check(MAIN);
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
                .resideOutsideOfPackages("io.jndencode.jnd..", "io.jndencode.train..")
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
