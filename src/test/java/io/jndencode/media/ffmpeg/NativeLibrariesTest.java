package io.jndencode.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where libraries are unpacked to and loaded from: never a folder in which somebody else could have put his own. */
class NativeLibrariesTest {
    @TempDir
    Path home;

    private Path usual;

    @BeforeEach
    void names() {
        assumeThat(home.getFileSystem().supportedFileAttributeViews())
                .as("a file system with owners and modes")
                .contains("posix");
        usual = home.resolve(".javacpp/cache");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private void isPrivateAndElsewhere(Path cache) throws IOException {
        assertThat(cache).isNotEqualTo(usual).isEmptyDirectory();
        assertThat(mode(cache)).isEqualTo("rwx------");
        assertThat(cache).isNotEqualTo(NativeLibraries.cache(home));
    }

    @Test
    void isTheUsersOwnFolderInHisHome() throws Exception {
        assertThat(NativeLibraries.cache(home)).isEqualTo(usual.toRealPath());
        assertThat(mode(usual)).isEqualTo("rwx------");
        assertThat(NativeLibraries.cache(home)).isEqualTo(usual.toRealPath());
        assertThat(usual).isEmptyDirectory();
    }

    @Test
    void isANewFolderWhereThereIsNoHome() throws Exception {
        isPrivateAndElsewhere(NativeLibraries.cache(home.resolve("none")));
        isPrivateAndElsewhere(NativeLibraries.cache(Path.of("?"))); // what Java calls the home of a user without one
    }

    @Test
    void isANewFolderWhereOthersCanWriteToTheUsualOne() throws Exception {
        Files.createDirectories(usual);
        Files.setPosixFilePermissions(usual, PosixFilePermissions.fromString("rwxrwxrwx"));
        isPrivateAndElsewhere(NativeLibraries.cache(home));
    }

    @Test
    void isANewFolderWhereTheUsualOneIsALink() throws Exception {
        Path planted = Files.createDirectory(home.resolve("planted"));
        Files.createDirectory(home.resolve(".javacpp"));
        Files.createSymbolicLink(usual, planted);
        isPrivateAndElsewhere(NativeLibraries.cache(home));
        assertThat(planted).isEmptyDirectory();
    }

    @Test
    void isANewFolderWhereTheUsualOneIsSomebodyElses() throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("only root gives files away")
                .isEqualTo("root");
        Files.createDirectories(usual);
        Files.setOwner(
                usual, home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        isPrivateAndElsewhere(NativeLibraries.cache(home));
    }

    @Test
    void isANewFolderWhereAFileHasTheName() throws Exception {
        Files.writeString(home.resolve(".javacpp"), "");
        isPrivateAndElsewhere(NativeLibraries.cache(home));
    }
}
