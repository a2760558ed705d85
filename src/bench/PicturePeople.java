import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/**
 * Compares predicted JND1 of pictures with the ranges in which people of KonJND-1k put the first difference, of JPEG and BPG codings:
 *
 * <pre>java src/bench/PicturePeople.java ground_truth_ranges.csv FOLDER [MODEL]</pre>
 *
 * Rungs of different codecs are compared through PSNR in luma. JPEG's are made at the rung's quality factor (tables of the IJG); BPG's by
 * x265 as one intra frame at the rung's QP; x264's as eight frames of the still picture at each constant QP. Needs ffmpeg with both encoders on
 * the PATH, and ./jnd-encode in the working directory (or JND, another command).
 */
final class PicturePeople {
    private static final int LOWEST = 12;
    private static final int HIGHEST = 44;
    private static final int STEP = 2;

    private PicturePeople() {}

    public static void main(String... args) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("picture-people");
        System.out.println("| picture | codec | predicted QP | people's range | its middle | predicted minus middle |");
        System.out.println("|---|---|---|---|---|---|");
        List<double[]> jpeg = new ArrayList<>();
        List<double[]> bpg = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[0])).stream().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            Path picture = Path.of(args[1], cells[0] + ".png");
            String[] range = cells[4].split("-", -1);
            boolean isJpeg = cells[2].equals("JPEG");
            double[] psnrs = ladder(picture, work);
            double finest = qp(psnrs, rung(isJpeg, picture, Integer.parseInt(range[1]), work));
            double coarsest = qp(psnrs, rung(isJpeg, picture, Integer.parseInt(range[0]), work));
            double predicted = predicted(picture, args.length > 2 ? args[2] : "lite");
            double middle = (finest + coarsest) / 2;
            (isJpeg ? jpeg : bpg).add(new double[] {predicted, middle});
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.1f | %.1f to %.1f | %.1f | %+.1f |%n",
                    cells[0], cells[2], predicted, finest, coarsest, middle, predicted - middle);
        }
        System.out.printf(Locale.ROOT, "JPEG: bias %+.1f QP over %d pictures; BPG: %+.1f over %d%n",
                bias(jpeg), jpeg.size(), bias(bpg), bpg.size());
    }

    private static double bias(List<double[]> pairs) {
        return pairs.stream().mapToDouble(pair -> pair[0] - pair[1]).average().orElse(Double.NaN);
    }

    private static double rung(boolean jpeg, Path picture, int index, Path work) throws IOException, InterruptedException {
        if (!jpeg) {
            int qp = 52 - (index + 1) / 2;
            Path file = work.resolve("intra.mkv");
            run("-i", picture.toString(), "-vf", "format=yuv420p", "-c:v", "libx265", "-x265-params", "qp=" + qp + ":keyint=1:ipratio=1:log-level=none", file.toString());
            return psnr(picture, file);
        }
        BufferedImage source = ImageIO.read(picture.toFile());
        BufferedImage colours = new BufferedImage(source.getWidth(), source.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        colours.getGraphics().drawImage(source, 0, 0, null);
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        writer.setOutput(ImageIO.createImageOutputStream(coded));
        ImageWriteParam quality = writer.getDefaultWriteParam();
        quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        quality.setCompressionQuality(index / 100f);
        writer.write(null, new IIOImage(colours, null, null), quality);
        writer.dispose();
        Path file = work.resolve("rung.png");
        ImageIO.write(ImageIO.read(new ByteArrayInputStream(coded.toByteArray())), "png", file.toFile());
        return psnr(picture, file);
    }

    /** The PSNR of x264's codings, from the lowest QP on. */
    private static double[] ladder(Path picture, Path work) throws IOException, InterruptedException {
        double[] psnrs = new double[(HIGHEST - LOWEST) / STEP + 1];
        for (int i = 0; i < psnrs.length; i++) {
            Path file = work.resolve("still.mkv");
            run("-loop", "1", "-framerate", "24", "-i", picture.toString(), "-frames:v", "8", "-vf", "format=yuv420p", "-c:v", "libx264",
                    "-preset", "medium", "-qp", String.valueOf(LOWEST + STEP * i), file.toString());
            psnrs[i] = psnr(picture, file);
        }
        return psnrs;
    }

    private static double qp(double[] psnrs, double wanted) {
        for (int i = 0; i + 1 < psnrs.length; i++) {
            if (wanted >= psnrs[i + 1]) {
                return LOWEST + STEP * (i + Math.max(0, (psnrs[i] - wanted) / (psnrs[i] - psnrs[i + 1])));
            }
        }
        return HIGHEST;
    }

    private static double psnr(Path picture, Path coded) throws IOException, InterruptedException {
        String log = run("-i", coded.toString(), "-loop", "1", "-i", picture.toString(), "-lavfi",
                "[0:v]format=yuv420p[a];[1:v]format=yuv420p[b];[a][b]psnr=shortest=1", "-f", "null", "-");
        Matcher y = Pattern.compile("PSNR y:([0-9.]+)").matcher(log);
        if (!y.find()) {
            throw new IOException("no PSNR in: " + log);
        }
        return Double.parseDouble(y.group(1));
    }

    private static String run(String... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("ffmpeg", "-hide_banner", "-nostdin", "-y", "-threads", "1"));
        line.addAll(List.of(words));
        return out(line);
    }

    private static double predicted(Path picture, String model) throws IOException, InterruptedException {
        String jnd = System.getenv().getOrDefault("JND", "./jnd-encode");
        String text = out(List.of(jnd, "predict", picture.toString(), "--model", model, "--log-level", "quiet"));
        String row = text.lines().filter(line -> line.contains(".png\t")).findFirst().orElseThrow();
        return Double.parseDouble(row.split("\t", -1)[3]);
    }

    private static String out(List<String> line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(line + ": " + text);
        }
        return text;
    }
}
