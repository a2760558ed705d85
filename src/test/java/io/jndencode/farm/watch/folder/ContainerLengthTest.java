package io.jndencode.farm.watch.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerLengthTest {
    @TempDir
    Path folder;

    private boolean whole(byte[] bytes) throws IOException {
        return ContainerLength.missing(Files.write(folder.resolve("x"), bytes)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"test-videos/sintel-phone.mp4", "test-videos/sintel-splice.mp4", "test-videos/sintel-extras.mkv"
            })
    void aVideoIsWholeAndNoBeginningOfItIs(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(name));
        assertThat(ContainerLength.missing(Path.of(name))).isEmpty();
        for (int part :
                new int[] {bytes.length - 1, bytes.length * 9 / 10, bytes.length / 2, bytes.length / 10, 4000}) {
            assertThat(whole(Arrays.copyOf(bytes, part)))
                    .as("%d of %d bytes", part, bytes.length)
                    .isFalse();
        }
    }

    /** What is reserved on the disk before it is filled in. */
    @ParameterizedTest
    @ValueSource(ints = {40, 5000})
    void anMp4WithZerosWhereItsIndexWillBeIsNotWhole(int there) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of("test-videos/sintel-phone.mp4"));
        byte[] reserved = box("ftyp", 16);
        byte[] file = Arrays.copyOf(reserved, bytes.length);
        assertThat(whole(file)).isFalse();
        assertThat(whole(concat(box("ftyp", 16), box("mdat", there)))).isFalse();
        assertThat(whole(concat(box("ftyp", 16), box("mdat", there), box("moov", 100))))
                .isTrue();
        assertThat(whole(concat(box("ftyp", 16), box("moov", 100), box("mdat", there), new byte[4])))
                .isTrue();
    }

    @Test
    void largeBoxesAreReadWithTheirSixtyFourBits() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(out);
        data.write(box("moov", 20));
        data.writeInt(1);
        data.writeBytes("mdat");
        data.writeLong(116);
        data.write(new byte[100]);
        assertThat(whole(out.toByteArray())).isTrue();
        assertThat(whole(Arrays.copyOf(out.toByteArray(), out.size() - 1))).isFalse();
        byte[] huge = out.toByteArray();
        Arrays.fill(huge, 36, 44, (byte) 0x7F);
        assertThat(whole(huge)).isFalse();
    }

    @Test
    void anAviIsAsLongAsItsChunks() throws IOException {
        byte[] avi = "RIFF\24\0\0\0AVI LIST0123456789AB".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(whole(avi)).isTrue();
        assertThat(whole(Arrays.copyOf(avi, 20))).isFalse();
        byte[] recording = avi.clone();
        Arrays.fill(recording, 4, 8, (byte) 0);
        assertThat(whole(recording)).isTrue();
    }

    @Test
    void aLiveMatroskaAndWhatHasNoLengthAreTakenAsTheyAre() throws IOException {
        byte[] live = {
            0x1A,
            0x45,
            (byte) 0xDF,
            (byte) 0xA3,
            (byte) 0x81,
            0,
            0x18,
            0x53,
            (byte) 0x80,
            0x67,
            0x01,
            -1,
            -1,
            -1,
            -1,
            -1,
            -1,
            -1,
            5,
            5,
            5
        };
        assertThat(whole(live)).isTrue();
        assertThat(whole("G no container at all".getBytes(StandardCharsets.ISO_8859_1)))
                .isTrue();
        assertThat(whole(new byte[0])).isTrue();
        assertThat(ContainerLength.missing(folder.resolve("nowhere"))).isEmpty();
    }

    private static byte[] box(String name, int content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(8 + content);
        data.writeBytes(name);
        data.write(new byte[content]);
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
