import io.jndencode.plan.crf.CrfScene;
import io.jndencode.plan.crf.RateMapping;
import io.jndencode.shot.ShotStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The CRFs that the plan would choose for clips: prints a row a clip and encoder, as {@code gain.py} reads it.
 *
 * <p>{@code java -cp 'target/jnd-encode/lib/*' src/bench/encoders/MappedCrfs.java TRAITS.tsv QP ENCODER:PRESET... > crfs.tsv}
 */
public final class MappedCrfs {
    private MappedCrfs() {}

    public static void main(String[] args) throws IOException {
        int qp = Integer.parseInt(args[1]);
        System.out.println("clip\tencoder\tpreset\tqp\tcrf\tstep");
        for (String row : Files.readAllLines(Path.of(args[0])).stream().skip(1).toList()) {
            String[] cells = row.split("\t");
            double[] n = Arrays.stream(cells, 1, cells.length).mapToDouble(Double::parseDouble).toArray();
            ShotStatistics seen = new ShotStatistics(n[4], n[5], n[6], n[7], n[8], n[9]);
            CrfScene scene = new CrfScene(seen, (long) n[0], (long) (n[1] * n[2]), n[3]);
            for (String choice : List.of(args).subList(2, args.length)) {
                String encoder = choice.substring(0, choice.indexOf(':'));
                String preset = choice.substring(choice.indexOf(':') + 1);
                RateMapping mapping = RateMapping.of(encoder);
                System.out.printf(
                        Locale.ROOT,
                        "%s\t%s\t%s\t%d\t%.2f\t%.3f%n",
                        cells[0], encoder, preset, qp, mapping.crf(preset, qp, scene), mapping.step(qp));
            }
        }
    }
}
