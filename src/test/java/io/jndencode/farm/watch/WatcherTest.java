package io.jndencode.farm.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jndencode.JndException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a watcher does with the files of a folder, whatever an encode is. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WatcherTest {
    @TempDir
    Path folder;

    private Path drop() {
        return folder.resolve("drop");
    }

    private StandIn watcher(String script) throws IOException {
        return new StandIn(drop(), script);
    }

    private Path dropped(String name, String text) throws IOException {
        Files.createDirectories(drop());
        return Files.writeString(drop().resolve(name), text);
    }

    private List<String> in(String name) throws IOException {
        try (Stream<Path> files = Files.list(drop().resolve(name))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatIsNoVideoByItsNameAndFoldersAreLeftAlone() throws IOException {
        dropped("a.mp4", "video");
        for (String name :
                List.of("notes.txt", "a.srt", "cover.JPG", "b.mp4.part", ".hidden.mp4", "c.mkv.crdownload")) {
            dropped(name, "x");
        }
        Files.createDirectories(drop().resolve("season 1"));
        Files.writeString(drop().resolve("season 1/e1.mp4"), "video");

        StandIn watcher = watcher(StandIn.COPY);
        assertThat(watcher.run()).isEqualTo(new Watcher.Tally(1, 0));
        assertThat(in("done")).containsExactly("a.mp4");
        assertThat(in("failed")).isEmpty();
        assertThat(watcher.events())
                .filteredOn(Watcher.Event.Left.class::isInstance)
                .map(event -> ((Watcher.Event.Left) event).file().getFileName().toString())
                .containsExactlyInAnyOrder("notes.txt", "a.srt", "cover.JPG");
        assertThat(drop().resolve("season 1/e1.mp4")).exists();
    }

    @Test
    void aSourceThatIsLeftAloneGoesWhereEncodedOnesGo() throws IOException {
        dropped("a.mp4", "video");
        StandIn watcher = watcher("""
                for word in "$@"; do case $before in -o) to=$word ;; esac; before=$word; done
                echo '{}' > "${to}a.jnd1.json"
                echo '{"type":"done","sourceKept":true,"leftAlone":true,"sourceBytes":1000,"outputBytes":null}'
                """);
        assertThat(watcher.run()).isEqualTo(new Watcher.Tally(1, 0));
        assertThat(in("done")).containsExactly("a.mp4");
        assertThat(in("encoded")).containsExactly("a.jnd1.json");
        assertThat(watcher.events()).hasAtLeastOneElementOfType(Watcher.Event.Kept.class);
        assertThat(watcher.events()).doesNotHaveAnyElementsOfTypes(Watcher.Event.Encoded.class);
        assertThat(watcher.metrics().text())
                .contains("jnd_encode_source_bytes_total 1000", "jnd_encode_output_bytes_total 1000");
    }

    @Test
    void linksAreNotFollowedUnlessAskedFor() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim.mp4"), "secret");
        Files.createDirectories(folder.resolve("private"));
        Files.createDirectories(drop());
        Files.createSymbolicLink(drop().resolve("link.mp4"), victim);
        Files.createSymbolicLink(drop().resolve("links.mp4"), folder.resolve("private"));
        Files.createSymbolicLink(drop().resolve("gone.mp4"), folder.resolve("nothing"));
        assertThat(watcher(StandIn.COPY).run()).isEqualTo(new Watcher.Tally(0, 0));
        assertThat(drop().resolve("link.mp4")).isSymbolicLink();
        assertThat(in("encoded")).isEmpty();

        assertThat(watcher(StandIn.COPY).followLinks().run()).isEqualTo(new Watcher.Tally(1, 0));
        assertThat(in("encoded")).containsExactly("link.mp4.out.mp4");
        assertThat(victim).hasContent("secret");
    }

    /** The link is there while the encoder reads, and the file is back before the watcher looks again. */
    @Test
    void aLinkThatTakesTheFilesPlaceForAWhileGivesNothingAway() throws IOException {
        Files.writeString(folder.resolve("victim.mp4"), "secret");
        dropped("a.mp4", "mine");
        StandIn watcher = watcher(swapForALink() + reading() + "mv -f '" + folder + "/kept' '" + drop() + "/a.mp4'\n"
                        + "echo '{\"type\":\"done\",\"sourceBytes\":1000,\"outputBytes\":750}'\n")
                .looksWhenToldOnly();
        assertThat(watcher.run()).isEqualTo(new Watcher.Tally(0, 1));
        assertThat(Files.readAllLines(folder.resolve("read")))
                .containsExactly("secret", "secret", "secret", "secret", "secret");
        assertThat(in("encoded")).isEmpty();
        assertThat(in("failed")).containsExactly("a.mp4", "a.mp4.txt");
        assertThat(drop().resolve("failed/a.mp4")).hasContent("mine");
        assertThat(drop().resolve("failed/a.mp4.txt")).content().contains("changed each of 5 times");
    }

    /** The watcher looks while the link is there: the encode is ended at once, and the link is left where it is. */
    @Test
    void aLinkThatTakesTheFilesPlaceEndsTheEncode() throws IOException {
        Files.writeString(folder.resolve("victim.mp4"), "secret");
        dropped("a.mp4", "mine");
        StandIn watcher = watcher(swapForALink() + reading() + "echo '{\"type\":\"progress\"}'; exec sleep 100\n")
                .looksWhenToldOnly();
        assertThat(watcher.run()).isEqualTo(new Watcher.Tally(0, 0));
        assertThat(Files.readAllLines(folder.resolve("read"))).containsExactly("secret");
        assertThat(watcher.events())
                .filteredOn(Watcher.Event.Dropped.class::isInstance)
                .hasSize(1);
        assertThat(in("encoded")).isEmpty();
        assertThat(in("failed")).isEmpty();
        assertThat(drop().resolve("a.mp4")).isSymbolicLink();
        assertThat(folder.resolve("kept")).hasContent("mine");
    }

    private String swapForALink() {
        return "mv '" + drop() + "/a.mp4' '" + folder + "/kept'\n" + "ln -s '" + folder + "/victim.mp4' '" + drop()
                + "/a.mp4'\n";
    }

    /** Encodes what is there, and notes what it read. */
    private String reading() {
        return """
            for word in "$@"; do case $before in -o) to=$word ;; esac; before=$word; done
            cp "$word" "$to${word##*/}.out.mp4"
            { cat "$word"; echo; } >>'%s/read'
            """.formatted(folder);
    }

    @Test
    void aFileThatIsOverwrittenWhileItIsEncodedIsTakenAgain() throws IOException {
        dropped("a.mp4", "first");
        String once = "if [ ! -e '" + folder + "/again' ]; then : >'" + folder + "/again'; echo second >'" + drop()
                + "/a.mp4'; fi\n" + StandIn.COPY;
        StandIn watcher = watcher(once);
        assertThat(watcher.run()).isEqualTo(new Watcher.Tally(1, 0));
        assertThat(drop().resolve("encoded/a.mp4.out.mp4")).hasContent("second\n");
        assertThat(drop().resolve("done/a.mp4")).hasContent("second\n");
        assertThat(watcher.events()).anyMatch(Watcher.Event.Dropped.class::isInstance);
    }

    @Test
    void aFileThatGoesWhileItIsEncodedIsNoFailure() throws IOException {
        dropped("a.mp4", "first");
        assertThat(watcher("rm '" + drop() + "/a.mp4'; exit 3").run()).isEqualTo(new Watcher.Tally(0, 0));
        assertThat(in("failed")).isEmpty();
    }

    /** Silent, half a line and then silent, or deaf to the signal: the queue goes on. */
    @Test
    void anEncodeThatGetsNowhereIsEndedAndTheQueueGoesOn() throws IOException {
        List<String> stuck =
                List.of("sleep 100", "printf '{\"type\":'; sleep 100", "trap '' TERM; while :; do sleep 1; done");
        for (int i = 0; i < stuck.size(); i++) {
            dropped(i + ".mp4", stuck.get(i));
        }
        dropped("z.mp4", StandIn.COPY);
        StandIn watcher = watcher("for word in \"$@\"; do :; done\n. \"$word\"")
                .limits(Duration.ZERO, Duration.ofSeconds(2), Duration.ZERO);
        long begun = System.nanoTime();
        assertThat(watcher.run()).isEqualTo(new Watcher.Tally(1, 3));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(60));
        assertThat(drop().resolve("failed/1.mp4.txt")).content().contains("no progress for 2 seconds");
        assertThat(in("done")).containsExactly("z.mp4");
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void anEncodeThatGoesOnForEverIsEndedAtItsLimit() throws IOException {
        dropped("a.mp4", "x");
        String endless = "while :; do echo '{\"type\":\"progress\",\"frames\":0,\"framesEncoded\":1}'; sleep 0.1; done";
        StandIn watcher = watcher(endless).limits(Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(2));
        assertThat(watcher.run()).isEqualTo(new Watcher.Tally(0, 1));
        assertThat(drop().resolve("failed/a.mp4.txt")).content().contains("not done after 2 seconds");
    }

    @Test
    void whatGrowsOnTheDiskIsProgress() throws IOException {
        dropped("a.mp4", "x");
        String silent = """
            for word in "$@"; do case $before in -o) to=$word ;; esac; before=$word; done
            for i in 1 2 3 4 5 6 7 8; do echo more >>"$to.work"; sleep 0.5; done
            """;
        StandIn watcher = watcher(silent + StandIn.COPY).limits(Duration.ZERO, Duration.ofSeconds(2), Duration.ZERO);
        assertThat(watcher.run()).isEqualTo(new Watcher.Tally(1, 0));
    }

    @Test
    void aCopyThatPausesLongerThanFilesSettleIsWaitedForWhileItsWriterIsThere() throws Exception {
        assumeThat(Path.of("/proc/self/fdinfo"))
                .as("only Linux tells who writes to a file")
                .isDirectory();
        Path file = dropped("a.ts", "");
        StandIn watcher = watcher(StandIn.COPY).settle(50);
        CompletableFuture<Watcher.Tally> watching;
        try (OutputStream copy = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            copy.write("first half, ".getBytes(StandardCharsets.UTF_8));
            watching = CompletableFuture.supplyAsync(watcher::run);
            Thread.sleep(1000);
            assertThat(watcher.events()).noneMatch(Watcher.Event.Started.class::isInstance);
            copy.write("second half".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(watching.get()).isEqualTo(new Watcher.Tally(1, 0));
        assertThat(drop().resolve("encoded/a.ts.out.mp4")).hasContent("first half, second half");
    }

    @Test
    void aFileThatIsOnlyReadByOthersIsTaken() throws IOException {
        Path file = dropped("a.mp4", "x");
        try (var reader = Files.newInputStream(file)) {
            assertThat(watcher(StandIn.COPY).run()).isEqualTo(new Watcher.Tally(1, 0));
            assertThat(reader.read()).isEqualTo('x');
        }
    }

    @Test
    void halfAVideoIsWaitedForAndThenPutAside() throws Exception {
        byte[] whole = Files.readAllBytes(Path.of("test-videos/sintel-phone.mp4"));
        Files.createDirectories(drop());
        Path file = Files.write(drop().resolve("a.mp4"), Arrays.copyOf(whole, whole.length / 2));
        StandIn watcher =
                watcher(StandIn.COPY).settle(50).limits(Duration.ofSeconds(20), Duration.ofSeconds(9), Duration.ZERO);
        CompletableFuture<Watcher.Tally> watching = CompletableFuture.supplyAsync(watcher::run);
        Thread.sleep(500);
        assertThat(watcher.events()).noneMatch(Watcher.Event.Started.class::isInstance);
        Files.write(file, whole);
        assertThat(watching.get()).isEqualTo(new Watcher.Tally(1, 0));
        assertThat(drop().resolve("done/a.mp4")).hasBinaryContent(whole);

        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        StandIn impatient = watcher(StandIn.COPY).limits(Duration.ofMillis(200), Duration.ofSeconds(9), Duration.ZERO);
        assertThat(impatient.run()).isEqualTo(new Watcher.Tally(0, 1));
        assertThat(drop().resolve("failed/a.mp4.txt")).content().contains("it is not complete");
    }

    @Test
    void nothingThatIsThereIsReplaced() throws IOException {
        dropped("a.mp4", "new");
        for (String other : List.of("encoded/a.mp4.out.mp4", "done/a.mp4", "done/a.2.mp4")) {
            Files.createDirectories(drop().resolve(other).getParent());
            Files.writeString(drop().resolve(other), "old");
        }
        assertThat(watcher(StandIn.COPY).run()).isEqualTo(new Watcher.Tally(1, 0));
        assertThat(in("done")).containsExactly("a.2.mp4", "a.3.mp4", "a.mp4");
        assertThat(drop().resolve("done/a.3.mp4")).hasContent("new");
        assertThat(drop().resolve("encoded/a.mp4.out.mp4")).hasContent("old");
        assertThat(drop().resolve("encoded/a.mp4.out.2.mp4")).hasContent("new");
    }

    @Test
    void severalWatchersShareAFolderAndEachFileIsEncodedOnce() throws Exception {
        for (int i = 0; i < 12; i++) {
            dropped(i + ".mp4", "video " + i);
        }
        String noting = StandIn.COPY + "echo \"$word\" >>'" + folder + "/encodes'\n";
        List<CompletableFuture<Watcher.Tally>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            StandIn watcher = watcher(noting);
            all.add(CompletableFuture.supplyAsync(watcher::run));
        }
        int encoded = 0;
        for (CompletableFuture<Watcher.Tally> one : all) {
            encoded += one.get().encoded();
            assertThat(one.get().failed()).isZero();
        }
        assertThat(encoded).isEqualTo(12);
        assertThat(Files.readAllLines(folder.resolve("encodes"))).hasSize(12).doesNotHaveDuplicates();
        assertThat(in("done")).hasSize(12);
        assertThat(in("encoded")).hasSize(12);
    }

    @Test
    void aLinkedFolderOfClaimsIsRefused() throws IOException {
        Files.createDirectories(drop());
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(drop().resolve(".jnd-encode-watch"), folder.resolve("elsewhere"));
        refusedClaims("is a link");
        assertThat(folder.resolve("elsewhere")).isEmptyDirectory();
    }

    @Test
    void aFolderOfClaimsThatOthersWriteToOrOwnIsRefused() throws IOException {
        Path claims = Files.createDirectories(drop().resolve(".jnd-encode-watch"));
        assumeThat(claims.getFileSystem().supportedFileAttributeViews())
                .as("a file system with owners and modes")
                .contains("posix");
        Files.setPosixFilePermissions(claims, PosixFilePermissions.fromString("rwxrwxrwx"));
        refusedClaims("can be written to by other users");
        Files.setPosixFilePermissions(claims, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(watcher(StandIn.COPY).run()).isEqualTo(new Watcher.Tally(0, 0));
        assertThat(Files.getPosixFilePermissions(claims)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assumeThat(System.getProperty("user.name"))
                .as("only root gives files away")
                .isEqualTo("root");
        Files.setOwner(
                claims, claims.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        refusedClaims("belongs to nobody");
    }

    private void refusedClaims(String why) {
        assertThatThrownBy(() -> watcher(StandIn.COPY).run())
                .isInstanceOf(JndException.Encode.class)
                .hasMessageContaining(".jnd-encode-watch " + why);
    }
}
