package io.jndencode.media.bitstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class X264SeiTest {
    private static final byte[] PICTURE = HexFormat.of().parseHex("0000000165888400");

    /** An SEI message of unregistered user data: 16 bytes of identifier, 3 of text, a stop bit. */
    private static byte[] userData(String identifier) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                HexFormat.of().parseHex("0000000106" + "0513" + identifier + "78323634".substring(0, 6) + "80"));
        bytes.writeBytes(PICTURE);
        return bytes.toByteArray();
    }

    @Test
    void x264sNoteIsRemovedAndThePictureStays() {
        assertThat(X264Sei.strip(userData("dc45e9bde6d948b7962cd820d923eeef"))).isEqualTo(PICTURE);
    }

    @Test
    void otherUserDataStays() {
        byte[] captions = userData("00112233445566778899aabbccddeeff");
        assertThat(X264Sei.strip(captions)).isSameAs(captions);
    }

    @Test
    void aPictureAloneStays() {
        assertThat(X264Sei.strip(PICTURE)).isSameAs(PICTURE);
    }
}
