package io.jndencode.farm.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** Links and folders that others have laid where a watcher looks: nothing is given away by them. */
class WatcherLinksTest extends WatchedDrop {
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
