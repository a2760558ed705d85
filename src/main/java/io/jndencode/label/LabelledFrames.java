package io.jndencode.label;

import io.jndencode.JndException;
import io.jndencode.media.compare.ConstantQpRoundTrip;
import io.jndencode.media.input.MediaProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The frames of labelled shots, as their labels were measured on them.
 *
 * @param folders where the shots' files are looked for, in this order
 */
public record LabelledFrames(List<Path> folders) {
    /** Frame rate of pans over pictures. */
    public static final int PAN_FRAMES_PER_SECOND = 24;

    public LabelledFrames {
        folders = List.copyOf(folders);
    }

    /** Decodes and scales a shot's frames; the caller closes them. */
    public ConstantQpRoundTrip open(LabelledShot shot) {
        Path file = find(shot.label().file());
        LabelledShot.Size size = shot.size();
        if (shot instanceof LabelledShot.OfPicture pan) {
            return ConstantQpRoundTrip.of(new ConstantQpRoundTrip.Pan(
                    file,
                    pan.x0(),
                    pan.y0(),
                    pan.vx(),
                    pan.vy(),
                    size.width(),
                    size.height(),
                    pan.frames(),
                    PAN_FRAMES_PER_SECOND));
        }
        LabelledShot.OfVideo part = (LabelledShot.OfVideo) shot;
        double rate = MediaProbe.probe(file).video().timing().frameRate().toDouble();
        int step = Math.max(1, (int) Math.round(rate / part.rate()));
        return ConstantQpRoundTrip.of(
                new ConstantQpRoundTrip.Excerpt(file, part.start(), part.frames(), step, size.width(), size.height()));
    }

    private Path find(String file) {
        return folders.stream()
                .map(folder -> folder.resolve(file))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new JndException.Input(
                        "%s, named in the table of labels, is in none of %s.".formatted(file, folders)));
    }
}
