package io.jndencode.label.human;

import io.jndencode.JndException;
import io.jndencode.jnd.JndLevel;
import io.jndencode.media.BgrImage;
import io.jndencode.media.read.PictureReader;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A picture of MCL-JCI. What is not there at a level's quality factor is coded here: Java's JPEG writer scales the standard's
 * tables by the quality as the IJG's library does.
 *
 * @param picture the source
 * @param factors quality factor of each level
 * @param files the picture at a level, where it is there
 */
record JciPicture(HumanLabel label, Path picture, Map<JndLevel, Integer> factors, Map<JndLevel, Path> files)
        implements HumanItem {
    JciPicture {
        factors = Map.copyOf(factors);
        files = Map.copyOf(files);
    }

    @Override
    public String source() {
        return String.valueOf(picture.getFileName());
    }

    @Override
    public List<Integer> frames() {
        return List.of(0);
    }

    @Override
    public List<BgrImage> plain(int width, int height) {
        return List.of(PictureReader.read(picture, width, height));
    }

    @Override
    public List<BgrImage> coded(JndLevel level, int width, int height) {
        Path file = files.get(level);
        return List.of(file != null ? PictureReader.read(file, width, height) : jpeg(level, width, height));
    }

    private BgrImage jpeg(JndLevel level, int width, int height) {
        try {
            Path file = Files.createTempFile("jnd-jci", ".jpg");
            try {
                write(file, Objects.requireNonNull(factors.get(level)) / 100f);
                return PictureReader.read(file, width, height);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new JndException.Encode("%s cannot be coded as JPEG.".formatted(picture), e);
        }
    }

    private void write(Path file, float quality) throws IOException {
        BgrImage whole = PictureReader.read(picture);
        BufferedImage image = new BufferedImage(whole.width(), whole.height(), BufferedImage.TYPE_3BYTE_BGR);
        System.arraycopy(
                whole.samples(),
                0,
                ((DataBufferByte) image.getRaster().getDataBuffer()).getData(),
                0,
                whole.samples().length);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
    }
}
