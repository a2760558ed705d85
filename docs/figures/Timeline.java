import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jndencode.media.BgrImage;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Draws the README's picture from a sidecar: the shots, their predicted levels, the QPs used, the bits they took.
 *
 * <pre>java -cp target/jnd-encode/lib/jnd-encode-0.2.0.jar docs/figures/Timeline.java SIDECAR.json VIDEO PICTURE.png</pre>
 */
final class Timeline {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 820;
    private static final int LEFT = 92;
    private static final int RIGHT = WIDTH - 150;
    private static final Rectangle2D STRIP = new Rectangle2D.Double(LEFT, 86, RIGHT - LEFT, 92);
    private static final Rectangle2D LEVELS = new Rectangle2D.Double(LEFT, 216, RIGHT - LEFT, 320);
    private static final Rectangle2D BITS = new Rectangle2D.Double(LEFT, 584, RIGHT - LEFT, 170);
    private static final Color INK = new Color(0x22262b);
    private static final Color FAINT = new Color(0xd9dde2);
    private static final Color MUTED = new Color(0x6b737c);
    private static final Color USED = new Color(0xd1495b);
    private static final Color SPENT = new Color(0x7c9a5e);
    private static final Color[] LEVEL = {new Color(0x1f6f8b), new Color(0x5fa8c4), new Color(0xa9d3e3)};

    private record Shot(double start, double end, double[] jnd, int qp, double kbps, long first, long frames) {}

    private final Graphics2D g;
    private final List<Shot> shots;
    private final double duration;
    private final int lowest;
    private final int highest;

    private Timeline(Graphics2D g, List<Shot> shots) {
        this.g = g;
        this.shots = shots;
        this.duration = shots.get(shots.size() - 1).end();
        this.lowest = (int) Math.floor(shots.stream()
                        .mapToDouble(shot -> Math.min(shot.qp(), shot.jnd()[0]))
                        .min()
                        .orElseThrow()
                - 1.5);
        this.highest = (int) Math.ceil(
                shots.stream().mapToDouble(shot -> shot.jnd()[2]).max().orElseThrow() + 1);
    }

    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        JsonNode sidecar = new ObjectMapper().readTree(new File(args[0]));
        List<Shot> shots = new ArrayList<>();
        for (JsonNode shot : sidecar.path("shots")) {
            JsonNode jnd = shot.path("jnd");
            shots.add(new Shot(
                    shot.path("start").asDouble(),
                    shot.path("end").asDouble(),
                    new double[] {
                        jnd.path("JND1").asDouble(), jnd.path("JND2").asDouble(), jnd.path("JND3").asDouble()
                    },
                    shot.path("qp").asInt(),
                    shot.path("result").path("kbps").asDouble(),
                    shot.path("startFrame").asLong(),
                    shot.path("endFrame").asLong() - shot.path("startFrame").asLong()));
        }
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        Timeline timeline = new Timeline(g, shots);
        timeline.title(sidecar);
        timeline.thumbnails(Path.of(args[1]));
        timeline.levels();
        timeline.bits(sidecar.path("totals").path("sourceBytes").asDouble() * 8 / 1000 / timeline.duration);
        timeline.seconds();
        ImageIO.write(image, "png", new File(args[2]));
    }

    private void title(JsonNode sidecar) {
        JsonNode totals = sidecar.path("totals");
        font(Font.BOLD, 22, INK);
        g.drawString(Path.of(sidecar.path("source").path("file").asText()).getFileName() + " at " + sidecar.path("target").asText(), LEFT, 38);
        font(Font.PLAIN, 16, MUTED);
        g.drawString(
                String.format(
                        Locale.ROOT,
                        "%d shots, %.2f MB → %.2f MB (%.1f %% saved), model %s",
                        shots.size(),
                        totals.path("sourceBytes").asDouble() / 1e6,
                        totals.path("outputBytes").asDouble() / 1e6,
                        totals.path("saved").asDouble() * 100,
                        sidecar.path("model").path("name").asText()),
                LEFT,
                64);
    }

    /** As many frames of every shot side by side as its width holds, each from its own time. */
    private void thumbnails(Path video) {
        int height = (int) STRIP.getHeight();
        try (VideoReader reader = VideoReader.open(video, ReaderOptions.defaults())) {
            int width = height * reader.info().video().geometry().width() / reader.info().video().geometry().height();
            for (Shot shot : shots) {
                int count = (int) Math.max(1, Math.ceil((x(shot.end()) - x(shot.start())) / width));
                int next = 0;
                while (reader.index() < shot.first() + shot.frames() - 1 && reader.next()) {
                    if (next < count && reader.index() >= shot.first() + (2 * next + 1) * shot.frames() / (2 * count)) {
                        thumbnail(picture(reader.bgr(width, height)), shot, next++, count);
                    }
                }
            }
        }
    }

    /** The middle of the picture in its share of the shot's width. */
    private void thumbnail(BufferedImage picture, Shot shot, int which, int count) {
        double share = (x(shot.end()) - x(shot.start())) / count;
        double x = x(shot.start()) + which * share;
        double gap = which == count - 1 ? 2 : 0;
        g.setClip(new Rectangle2D.Double(x, STRIP.getY(), Math.max(1, share - gap), STRIP.getHeight()));
        g.drawImage(picture, (int) (x + (share - picture.getWidth()) / 2), (int) STRIP.getY(), null);
        g.setClip(null);
    }

    private static BufferedImage picture(BgrImage image) {
        BufferedImage picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] to = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        System.arraycopy(image.samples(), 0, to, 0, to.length);
        return picture;
    }

    private void levels() {
        for (int qp = lowest; qp <= highest; qp++) {
            if (qp % 5 == 0) {
                g.setColor(FAINT);
                g.setStroke(new BasicStroke(1));
                g.draw(new Rectangle2D.Double(LEFT, y(qp), RIGHT - LEFT, 0));
                label(String.valueOf(qp), y(qp));
            }
        }
        cuts(LEVELS);
        for (int level = 2; level >= 0; level--) {
            int which = level;
            step(LEVEL[level], 2.4f, shot -> shot.jnd()[which]);
        }
        step(USED, 3.6f, Shot::qp);
        axis("QP", LEVELS);
        Shot last = shots.get(shots.size() - 1);
        double[] at = {y(last.jnd()[2]), y(last.jnd()[1]), y(last.jnd()[0]), y(last.qp())};
        String[] names = {"JND3", "JND2", "JND1", "QP used"};
        Color[] colors = {LEVEL[2].darker(), LEVEL[1].darker(), LEVEL[0], USED};
        for (int i = 0; i < at.length; i++) {
            if (i > 0) {
                at[i] = Math.max(at[i], at[i - 1] + 21);
            }
            font(i == 3 ? Font.BOLD : Font.PLAIN, 16, colors[i]);
            g.drawString(names[i], RIGHT + 12, (float) at[i] + 6);
        }
    }

    private interface Value {
        double of(Shot shot);
    }

    private void step(Color color, float width, Value value) {
        Path2D path = new Path2D.Double();
        for (Shot shot : shots) {
            path.moveTo(x(shot.start()) + 1, y(value.of(shot)));
            path.lineTo(x(shot.end()) - 1, y(value.of(shot)));
        }
        g.setColor(color);
        g.setStroke(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        g.draw(path);
    }

    private void bits(double sourceKbps) {
        double most = Math.max(sourceKbps, shots.stream().mapToDouble(Shot::kbps).max().orElseThrow()) * 1.08;
        double unit = most > 6000 ? 2000 : most > 2500 ? 1000 : most > 1000 ? 500 : 200;
        for (double kbps = 0; kbps <= most; kbps += unit) {
            double y = BITS.getMaxY() - kbps / most * BITS.getHeight();
            g.setColor(FAINT);
            g.setStroke(new BasicStroke(1));
            g.draw(new Rectangle2D.Double(LEFT, y, RIGHT - LEFT, 0));
            label(String.format(Locale.ROOT, "%.1f", kbps / 1000), y);
        }
        for (Shot shot : shots) {
            double height = shot.kbps() / most * BITS.getHeight();
            g.setColor(SPENT);
            g.fill(new Rectangle2D.Double(
                    x(shot.start()) + 1, BITS.getMaxY() - height, x(shot.end()) - x(shot.start()) - 2, height));
        }
        double y = BITS.getMaxY() - sourceKbps / most * BITS.getHeight();
        g.setColor(INK);
        g.setStroke(new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {7, 5}, 0));
        g.draw(new Rectangle2D.Double(LEFT, y, RIGHT - LEFT, 0));
        font(Font.PLAIN, 16, INK);
        g.drawString("source file, mean", RIGHT + 12, (float) y + 5);
        axis("Mb/s", BITS);
    }

    private void cuts(Rectangle2D panel) {
        g.setColor(new Color(0xeef0f3));
        g.setStroke(new BasicStroke(1));
        for (Shot shot : shots) {
            g.draw(new Rectangle2D.Double(x(shot.start()), panel.getY(), 0, panel.getHeight()));
        }
    }

    private void seconds() {
        font(Font.PLAIN, 15, MUTED);
        for (int second = 0; second <= duration; second += 5) {
            String text = second + " s";
            int width = g.getFontMetrics().stringWidth(text);
            g.drawString(text, (float) (x(second) - width / 2.0), (float) BITS.getMaxY() + 26);
        }
    }

    private void axis(String name, Rectangle2D panel) {
        font(Font.BOLD, 16, INK);
        g.drawString(name, 18, (float) panel.getY() - 8);
    }

    private void label(String text, double y) {
        font(Font.PLAIN, 15, MUTED);
        g.drawString(text, LEFT - 12 - g.getFontMetrics().stringWidth(text), (float) y + 5);
    }

    private void font(int style, int size, Color color) {
        g.setFont(new Font(Font.SANS_SERIF, style, size));
        g.setColor(color);
    }

    private static double clamp(double share) {
        return Math.max(0, Math.min(1, share));
    }

    private double x(double second) {
        return LEFT + clamp(second / duration) * (RIGHT - LEFT);
    }

    private double y(double qp) {
        return LEVELS.getMaxY() - clamp((qp - lowest) / (highest - lowest)) * LEVELS.getHeight();
    }
}
