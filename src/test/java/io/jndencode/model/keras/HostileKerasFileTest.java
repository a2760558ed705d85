package io.jndencode.model.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HDF5 files that no Keras wrote, byte by byte after the format's specification; each is refused in one sentence. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileKerasFileTest {
    private static final long UNDEFINED = -1;
    private static final int ROOT = 96;
    private static final byte SOFT = 1;
    private static final byte EXTERNAL = 64;

    @TempDir
    Path folder;

    private void isRefused(Path file, String why) {
        assertThatThrownBy(() -> KerasFile.read(file))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why);
    }

    /** A file whose root group holds these links. */
    private Path file(byte[]... links) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'});
        out.put(new byte[] {0, 0, 0, 0, 0, 8, 8, 0})
                .putShort((short) 4)
                .putShort((short) 16)
                .putInt(0);
        out.putLong(0).putLong(UNDEFINED).putLong(4096).putLong(UNDEFINED);
        out.putLong(0).putLong(ROOT).putInt(0).putInt(0).putLong(0).putLong(0);
        assertThat(out.position()).isEqualTo(ROOT);
        byte[] info = ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0)
                .putLong(UNDEFINED)
                .putLong(UNDEFINED)
                .array();
        int size = 8
                + info.length
                + Arrays.stream(links).mapToInt(link -> 8 + link.length).sum();
        out.put((byte) 1)
                .put((byte) 0)
                .putShort((short) (1 + links.length))
                .putInt(1)
                .putInt(size)
                .putInt(0);
        message(out, 2, info);
        for (byte[] link : links) {
            message(out, 6, link);
        }
        return Files.write(folder.resolve("weights.h5"), out.array());
    }

    private static void message(ByteBuffer out, int type, byte[] data) {
        out.putShort((short) type).putShort((short) data.length).putInt(0).put(data);
    }

    private static byte[] padded(ByteBuffer data) {
        byte[] padded = new byte[(data.position() + 7) / 8 * 8];
        data.flip();
        data.get(padded, 0, data.limit());
        return padded;
    }

    private static byte[] hardLink(String name, long address) {
        ByteBuffer data = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        data.put((byte) 1).put((byte) 0).put((byte) name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
        return padded(data.putLong(address));
    }

    private static byte[] link(byte type, String name, String... target) {
        byte[] text = (String.join("\0", target) + (type == EXTERNAL ? "\0" : "")).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer data = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        data.put((byte) 1).put((byte) 8).put(type);
        data.put((byte) name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
        data.putShort((short) (text.length + (type == EXTERNAL ? 1 : 0)));
        if (type == EXTERNAL) {
            data.put((byte) 0);
        }
        return padded(data.put(text));
    }

    @Test
    void aGroupThatHoldsItselfIsRefused() throws Exception {
        isRefused(file(hardLink("layers", ROOT)), "hold each other");
    }

    @Test
    void aGroupThatHoldsItselfTwiceDoesNotTakeForEver() throws Exception {
        isRefused(file(hardLink("a", ROOT), hardLink("b", ROOT)), "hold each other");
    }

    @Test
    void aLinkToAnotherFileIsNotFollowed() throws Exception {
        Path other = Files.createDirectory(folder.resolve("private")).resolve("other.h5");
        Files.copy(resource("flat.h5"), other);
        isRefused(file(link(EXTERNAL, "model_weights", other.toString(), "/")), "model_weights is a link");
        isRefused(file(link(EXTERNAL, "model_weights", "private/other.h5", "/")), "model_weights is a link");
    }

    @Test
    void aLinkInsideTheFileIsNotFollowedEither() throws Exception {
        isRefused(file(link(SOFT, "model_weights", "/model_weights")), "model_weights is a link");
    }

    @Test
    void aGroupElsewhereInTheFileOrBehindItIsRefused() throws Exception {
        isRefused(file(hardLink("layers", 1L << 40)), "");
        isRefused(file(hardLink("layers", -8)), "");
        isRefused(file(hardLink("layers", 4000)), "");
    }

    private static Path resource(String name) throws Exception {
        return Path.of(Objects.requireNonNull(HostileKerasFileTest.class.getResource("/keras/" + name))
                .toURI());
    }

    /** The first dimension of a tensor says more than the file can have. */
    @ParameterizedTest
    @ValueSource(longs = {1L << 29, 1L << 31, 1L << 40, -1})
    void aTensorThatSaysItIsHugeIsRefused(long rows) throws Exception {
        KerasLayer layer =
                KerasFile.read(resource("flat.h5")).blocks().get(0).layers().get(0);
        List<Integer> shape = Objects.requireNonNull(layer.shapes().get(WeightRole.KERNEL));
        ByteBuffer wanted = ByteBuffer.allocate(8 * shape.size()).order(ByteOrder.LITTLE_ENDIAN);
        shape.forEach(size -> wanted.putLong(size));
        byte[] bytes = Files.readAllBytes(resource("flat.h5"));
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int changed = 0;
        for (int at = 0; at + wanted.capacity() <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.capacity(), wanted.array(), 0, wanted.capacity())) {
                buffer.putLong(at, rows);
                changed++;
            }
        }
        assertThat(changed).as("places that say the shape " + shape).isPositive();
        isRefused(Files.write(folder.resolve("huge.h5"), bytes), "");
    }
}
