package io.jndencode.media.bitstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SliceBitsTest {
    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void onlySlicesCountAndOfTheseTheirOwnBits() {
        byte[] sei = bytes(0, 0, 0, 1, 0x06, 5, 4, 1, 2, 3, 4, 0x80);
        assertThat(SliceBits.of(sei)).isZero();
        // Two bytes; the last set bit ends the slice, so 8 + 8 - 7 - 1 are its own.
        byte[] idr = bytes(0, 0, 0, 1, 0x06, 5, 4, 0x80, 0, 0, 1, 0x65, 0xff, 0x80);
        assertThat(SliceBits.of(idr)).isEqualTo(8);
        assertThat(SliceBits.of(bytes(0, 0, 1, 0x41, 0xff, 0xa1))).isEqualTo(15);
    }

    @Test
    void whatIsThereToKeepStartCodesUniqueIsLeftOut() {
        // 00 00 03 01 stands for 00 00 01.
        assertThat(SliceBits.of(bytes(0, 0, 1, 0x41, 0, 0, 3, 1, 0xff))).isEqualTo(8 * 4 - 1);
        assertThat(SliceBits.of(bytes(0, 0, 1, 0x41, 0, 0, 2, 1, 0xff))).isEqualTo(8 * 5 - 1);
        // Zeros behind a unit belong to the next start code.
        assertThat(SliceBits.of(bytes(0, 0, 1, 0x41, 0xff, 0x80, 0, 0, 0, 1, 0x41, 0xff, 0xff)))
                .isEqualTo(8 + 15);
    }

    @Test
    void nothingIsInNothing() {
        assertThat(SliceBits.of(new byte[0])).isZero();
        assertThat(SliceBits.of(bytes(1, 2, 3))).isZero();
        assertThat(SliceBits.of(bytes(0, 0, 1))).isZero();
        assertThat(SliceBits.of(bytes(0, 0, 1, 0x41))).isZero();
    }
}
