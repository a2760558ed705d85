package io.jndencode.farm.watch.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Path FILE = Path.of("a.mp4");

    @TempDir
    Path folder;

    private Claims.Answer.Ours ours(Claims.Answer answer) {
        assertThat(answer).isInstanceOf(Claims.Answer.Ours.class);
        return (Claims.Answer.Ours) answer;
    }

    /** As another machine would have written it. */
    private Path foreign(int beats) throws IOException {
        return Files.writeString(
                folder.resolve(Claims.key(FILE) + ".1"), "machine-b\nits own kernel\n17\n4711\n" + beats + "\n");
    }

    @Test
    void aFileIsOneOwnersUntilHeLetsGo() throws IOException {
        Claims.Claim first = ours(new Claims(folder).take(FILE, NOW)).claim();
        Claims second = new Claims(folder);
        assertThat(second.take(FILE, NOW)).isInstanceOf(Claims.Answer.Theirs.class);
        assertThat(second.take(FILE, NOW.plusSeconds(30))).isInstanceOf(Claims.Answer.Theirs.class);
        assertThat(first.beat()).isTrue();
        assertThat(second.take(FILE, NOW.plusSeconds(90))).isInstanceOf(Claims.Answer.Theirs.class);
        first.release();
        assertThat(ours(second.take(FILE, NOW.plusSeconds(91))).moved()).isFalse();
    }

    @Test
    void aDeadProcessOfThisMachineIsSucceededAtOnce() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Owner self = Owner.self();
        Files.write(
                folder.resolve(Claims.key(FILE) + ".1"),
                List.of(self.host(), self.kernel(), String.valueOf(gone.pid()), "1", "3"));
        assertThat(ours(new Claims(folder).take(FILE, NOW)).moved()).isFalse();
    }

    @Test
    void anotherMachineThatIsSilentForAMinuteIsSucceededAndFindsOut() throws IOException {
        foreign(1);
        Claims claims = new Claims(folder);
        assertThat(claims.take(FILE, NOW)).isEqualTo(new Claims.Answer.Theirs("machine-b"));
        foreign(2);
        assertThat(claims.take(FILE, NOW.plusSeconds(61))).isInstanceOf(Claims.Answer.Theirs.class);
        Claims.Answer.Ours mine = ours(claims.take(FILE, NOW.plusSeconds(122)));
        assertThat(mine.moved()).isTrue();
        assertThat(folder.resolve(Claims.key(FILE) + ".1")).doesNotExist();
        assertThat(mine.claim().beat()).isTrue();
    }

    @Test
    void anOwnerThatWasTakenForDeadLetsGo() throws IOException {
        Claims.Claim first = ours(new Claims(folder).take(FILE, NOW)).claim();
        Files.createFile(folder.resolve(Claims.key(FILE) + ".2"));
        assertThat(first.beat()).isFalse();
        Files.delete(folder.resolve(Claims.key(FILE) + ".2"));
        Files.delete(folder.resolve(Claims.key(FILE) + ".1"));
        assertThat(first.beat()).isFalse();
    }

    @Test
    void aClaimThatIsJustBeingWrittenIsAClaim() throws IOException {
        Files.createFile(folder.resolve(Claims.key(FILE) + ".1"));
        assertThat(new Claims(folder).take(FILE, NOW)).isInstanceOf(Claims.Answer.Theirs.class);
    }
}
