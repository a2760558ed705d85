package io.jndencode.media.modelinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.media.CodingCost;
import io.jndencode.media.LumaImage;
import io.jndencode.media.Rational;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.bitstream.PacketDecoder;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.FrameEncoder;
import io.jndencode.media.encoder.Rate;
import io.jndencode.media.picture.PictureFrame;
import io.jndencode.media.read.LumaFrames;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is seen of pairs of pictures. */
class ModelInputRendererIT {
    private static final Path TRAILER = Path.of("test-videos/sintel_trailer-720p.mp4");

    /** Two neighbouring frames. */
    private record Pair(SourcePicture before, SourcePicture frame) {}

    private static Pair decoded(int frame) {
        try (VideoReader reader = VideoReader.open(TRAILER, ReaderOptions.threads(1))) {
            SourcePicture before = null;
            while (reader.next() && reader.index() < frame) {
                before = reader.index() == frame - 1 ? reader.picture() : null;
            }
            return new Pair(Objects.requireNonNull(before), reader.picture());
        }
    }

    @Test
    void theTrialsLossIsThatOfTheDecodedPFrame() {
        Pair pair = decoded(320);
        List<LumaImage> decoded = new ArrayList<>();
        EncoderSettings settings =
                new EncoderSettings("ultrafast", new Rate.ConstantQp(28), Map.of("keyint", "250"), null);
        try (PictureFrame room = new PictureFrame(pair.frame());
                FrameEncoder encoder = FrameEncoder.open(settings, room.of(pair.before()), Rational.UNKNOWN, false);
                PacketDecoder decoder = PacketDecoder.of(encoder.context())) {
            PacketDecoder.FrameSink sink = frame -> decoded.add(LumaFrames.samples(frame));
            encoder.encode(room.of(pair.before()), 0, packet -> decoder.decode(packet, sink));
            encoder.encode(room.of(pair.frame()), 1, packet -> decoder.decode(packet, sink));
            encoder.finish(packet -> decoder.decode(packet, sink));
            decoder.finish(sink);
        }
        double squares = 0;
        int pixels = 1280 * 720;
        for (int i = 0; i < pixels; i++) {
            double lost = (pair.frame().samples()[i] & 0xff) - (decoded.get(1).samples()[i] & 0xff);
            squares += lost * lost;
        }
        try (ModelInputRenderer viewer = ModelInputRenderer.ofStandardRange()) {
            double wanted = 10 * Math.log10(255.0 * 255.0 * pixels / squares);
            assertThat(viewer.probe(pair.before(), pair.frame()).psnr()).isCloseTo(wanted, within(0.01));
            viewer.probe(pair.frame(), pair.before());
            assertThat(viewer.probe(pair.before(), pair.frame()).psnr())
                    .as("whatever was tried before")
                    .isCloseTo(wanted, within(0.01));
        }
    }

    @Test
    void lumaTextureAndMotionOfMadePictures() {
        try (ModelInputRenderer viewer = ModelInputRenderer.ofStandardRange()) {
            CodingCost still = viewer.probe(flat(90), flat(90));
            assertThat(still.luma()).isCloseTo(90, within(1e-9));
            assertThat(still.texture()).isCloseTo(0, within(1e-9));
            assertThat(still.motion()).isCloseTo(0, within(1e-9));
            assertThat(still.psnr()).isGreaterThan(50);
            assertThat(viewer.probe(flat(90), flat(100)).motion()).isCloseTo(10, within(1e-9));
            // The low-pass takes stripes of one pixel away altogether: (1 - 4 + 6 - 4 + 1) / 16.
            CodingCost stripes = viewer.probe(flat(100), striped(100, 20));
            assertThat(stripes.luma()).isCloseTo(100, within(1e-9));
            assertThat(stripes.texture()).isCloseTo(20, within(0.4)); // but at the left and right edge
            assertThat(stripes.motion()).isCloseTo(0, within(0.4));
        }
    }

    private static SourcePicture flat(int luma) {
        return striped(luma, 0);
    }

    private static SourcePicture striped(int luma, int contrast) {
        byte[] samples = new byte[320 * 176 * 3 / 2];
        Arrays.fill(samples, (byte) 128);
        for (int i = 0; i < 320 * 176; i++) {
            samples[i] = (byte) (luma + (i % 2 == 0 ? contrast : -contrast));
        }
        return new SourcePicture(320, 176, samples, 1, false);
    }

    @Test
    void coloursAreThoseOfTheReader() {
        try (VideoReader reader = VideoReader.open(TRAILER, ReaderOptions.threads(1));
                ModelInputRenderer viewer = ModelInputRenderer.of(reader.info().video())) {
            for (int i = 0; i < 321; i++) {
                reader.next();
            }
            byte[] seen = viewer.bgr(reader.picture(), 640, 352).samples();
            byte[] wanted = reader.bgr(640, 352).samples();
            for (int i = 0; i < wanted.length; i++) {
                assertThat(Math.abs((seen[i] & 0xff) - (wanted[i] & 0xff))).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void picturesOfChangingSizesLeaveNoMemoryBehind() throws Exception {
        long before = 0;
        for (int round = 0; round < 60; round++) {
            if (round == 20) {
                before = resident();
            }
            try (ModelInputRenderer viewer = ModelInputRenderer.ofStandardRange()) {
                for (int size = 1; size <= 3; size++) {
                    byte[] samples = new byte[400 * size * 200 * size * 3 / 2];
                    SourcePicture picture = new SourcePicture(400 * size, 200 * size, samples, 1, false);
                    viewer.probe(picture, picture);
                    viewer.bgr(picture, 640, 352);
                }
            }
        }
        // One encoder of these sizes holds about 10 MB: 40 rounds that lost theirs would lose more than a gigabyte.
        assertThat(resident() - before).isLessThan(150L << 20);
    }

    private static long resident() throws Exception {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                << 10;
    }
}
