package io.jndencode.encode.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work folders where others may write: what lies there under our name is not taken for ours. */
class OwnFolderTest {
    private static final String NOBODY = "nobody";

    @TempDir
    Path shared;

    private Path output;
    private Path folder;

    @BeforeEach
    void names() {
        assumeThat(shared.getFileSystem().supportedFileAttributeViews())
                .as("a file system with owners and modes")
                .contains("posix");
        output = shared.resolve("out.mp4");
        folder = shared.resolve(".jnd-encode-out.mp4");
    }

    private void isRefused(String why) {
        assertThatThrownBy(() -> FolderLock.take(folder, output))
                .isInstanceOf(JndException.Encode.class)
                .hasMessageStartingWith("the work folder " + folder + " " + why);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void give(Path file, String user) throws IOException {
        assumeThat(System.getProperty("user.name"))
                .as("only root gives files away")
                .isEqualTo("root");
        Files.setOwner(
                file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }

    @Test
    void whatIsMadeIsForItsOwnerAlone() throws Exception {
        try (FolderLock lock = FolderLock.take(folder, output);
                Journal journal = Journal.open(folder.resolve("journal.ndjson"))) {
            assertThat(mode(folder)).isEqualTo("rwx------");
            assertThat(lock).isNotNull();
            assertThat(mode(folder.resolve("lock"))).isEqualTo("rw-------");
            assertThat(mode(folder.resolve("journal.ndjson"))).isEqualTo("rw-------");
            assertThat(journal.found()).isEmpty();
        }
    }

    @Test
    void aFolderOfAnEarlierVersionIsTakenUpAndClosed() throws Exception {
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("lock"), "1234 \n");
        try (FolderLock lock = FolderLock.take(folder, output)) {
            assertThat(lock).isNotNull();
            assertThat(mode(folder)).isEqualTo("rwx------");
        }
    }

    @Test
    void aLinkInPlaceOfTheFolderIsNotFollowed() throws Exception {
        Path victim = Files.createDirectory(shared.resolve("victim"));
        Files.createSymbolicLink(folder, victim);
        isRefused("is a link");
        assertThat(victim).isEmptyDirectory();
    }

    @Test
    void aLinkToNowhereIsNotFollowedEither() throws Exception {
        Files.createSymbolicLink(folder, shared.resolve("elsewhere"));
        isRefused("is a link");
        assertThat(shared.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void linksInsideAreNotFollowed() throws Exception {
        for (String name : new String[] {"lock", "journal.ndjson", "output.partial.mp4", "0123.segment"}) {
            Path victim = Files.writeString(shared.resolve("victim"), "precious");
            Files.createDirectory(folder);
            Files.createSymbolicLink(folder.resolve(name), victim);
            isRefused("holds " + name);
            assertThat(victim).hasContent("precious");
            Files.delete(folder.resolve(name));
            Files.delete(folder);
        }
    }

    @Test
    void aPipeInsideDoesNotBlock() throws Exception {
        Files.createDirectory(folder);
        int made = new ProcessBuilder("mkfifo", folder.resolve("lock").toString())
                .start()
                .waitFor();
        assumeThat(made).as("mkfifo").isZero();
        isRefused("holds lock");
    }

    @Test
    void aFileOfThatNameIsNoFolder() throws Exception {
        Files.writeString(folder, "a note");
        isRefused("is not a folder");
        assertThat(folder).hasContent("a note");
    }

    @Test
    void aFolderOthersCanWriteToIsRefused() throws Exception {
        for (String mode : new String[] {"rwxrwxrwx", "rwxrwx---", "rwxr-x-w-"}) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
            isRefused("can be written to by other users");
        }
    }

    @Test
    void anotherUsersFolderIsRefused() throws Exception {
        Files.createDirectory(folder);
        give(folder, NOBODY);
        isRefused("belongs to " + NOBODY);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anotherUsersFileInItIsRefused() throws Exception {
        Files.createDirectory(folder);
        give(Files.writeString(folder.resolve("journal.ndjson"), ""), NOBODY);
        isRefused("holds journal.ndjson of " + NOBODY);
    }

    @Test
    void whatAnotherUserClaimsWeMadeIsNotReplaced() throws Exception {
        Path source = Files.writeString(shared.resolve("in.mp4"), "a film");
        Path made = Files.writeString(output, "made before");
        String key = Keys.video(SourceIdentity.of(source));
        try (FolderLock lock = FolderLock.take(folder, output);
                ResumeState ledger = new ResumeState(Journal.open(folder.resolve("journal.ndjson")))) {
            assertThat(lock).isNotNull();
            String hash = io.jndencode.file.FileHash.sha256(made);
            ledger.add(new JournalRecord.Made(
                    key, made.toAbsolutePath().normalize().toString(), Files.size(made), hash));
        }
        assertThat(WorkFolder.left(output, made, source)).isTrue();
        give(folder.resolve("journal.ndjson"), NOBODY);
        assertThat(WorkFolder.left(output, made, source)).isFalse();
    }
}
