package io.jndencode.farm.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a watcher does with the files of a folder, whatever an encode is. */
class WatcherTest extends WatchedDrop {
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

    @Test
    void aFileThatIsOnlyReadByOthersIsTaken() throws IOException {
        Path file = dropped("a.mp4", "x");
        try (var reader = Files.newInputStream(file)) {
            assertThat(watcher(StandIn.COPY).run()).isEqualTo(new Watcher.Tally(1, 0));
            assertThat(reader.read()).isEqualTo('x');
        }
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
}
