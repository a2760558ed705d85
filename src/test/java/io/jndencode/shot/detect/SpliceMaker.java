package io.jndencode.shot.detect;

import io.jndencode.media.LumaImage;
import io.jndencode.shot.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Splices takes with random cuts, dissolves, fades and flashes; the same seed gives the same splices. */
final class SpliceMaker {
    private static final int BLACK = 16;
    private static final int WHITE = 235;
    private static final int SHORTEST = 20;
    private static final int LONGEST = 90;

    private final List<Footage> footage;
    private final Random random;
    private final List<LumaImage> frames = new ArrayList<>();
    private final List<Splice.Change> changes = new ArrayList<>();

    SpliceMaker(List<Footage> footage, long seed) {
        this.footage = footage;
        this.random = new Random(seed);
    }

    /** Shots joined by hard cuts, {@code flashes} of each hundred with a flash or strobe inside. */
    Splice cuts(int shots, int flashes) {
        Footage last = null;
        for (int i = 0; i < shots; i++) {
            last = other(last);
            List<LumaImage> shot = piece(last, SHORTEST, LONGEST);
            if (random.nextInt(100) < flashes && shot.size() > 40) {
                shot = flash(shot);
            }
            if (!frames.isEmpty()) {
                change(Transition.CUT, 0, "cut");
            }
            frames.addAll(shot);
        }
        return take();
    }

    /** Shots joined by dissolves of {@code shortest} to {@code longest} frames. */
    Splice dissolves(int shots, int shortest, int longest) {
        Footage last = other(null);
        List<LumaImage> shot = piece(last, longest + 30, longest + 60);
        for (int i = 1; i < shots; i++) {
            last = other(last);
            List<LumaImage> next = piece(last, longest + 30, longest + 60);
            int length = Math.min(between(shortest, longest), Math.min(shot.size(), next.size()) - 16);
            frames.addAll(shot.subList(0, shot.size() - length));
            change(Transition.DISSOLVE, length, "dissolve");
            for (int k = 0; k < length; k++) {
                double share = (k + 1.0) / (length + 1);
                frames.add(mix(shot.get(shot.size() - length + k), next.get(k), share));
            }
            shot = next.subList(length, next.size());
        }
        frames.addAll(shot);
        return take();
    }

    /** Shots joined by fades through black or white, some held, some with a fade on one side alone. */
    Splice fades(int shots) {
        Footage last = null;
        int fadeIn = 0;
        for (int i = 0; i < shots; i++) {
            last = other(last);
            List<LumaImage> shot = piece(last, 60, LONGEST);
            int colour = random.nextInt(3) > 0 ? BLACK : WHITE;
            int fadeOut = between(5, 25);
            int held = between(0, 15);
            for (int k = 0; k < shot.size(); k++) {
                double in = k < fadeIn ? (k + 1.0) / (fadeIn + 1) : 1;
                double out = Math.min(1, (shot.size() - k) / (fadeOut + 1.0));
                frames.add(mix(plain(lastColour), mix(plain(colour), shot.get(k), out), in));
            }
            lastColour = colour;
            fadeIn = between(5, 25);
            if (i + 1 < shots) {
                changes.add(new Splice.Change(
                        Transition.FADE,
                        frames.size() - fadeOut,
                        frames.size() + held + fadeIn,
                        colour == BLACK ? "black" : "white"));
                for (int k = 0; k < held; k++) {
                    frames.add(plain(colour));
                }
            }
        }
        return take();
    }

    private int lastColour = BLACK;

    private void change(Transition kind, int length, String label) {
        changes.add(new Splice.Change(kind, frames.size(), frames.size() + length, label));
    }

    private Footage other(@org.jspecify.annotations.Nullable Footage last) {
        Footage next = footage.get(random.nextInt(footage.size()));
        return last != null && last.scene().equals(next.scene()) ? other(last) : next;
    }

    private List<LumaImage> piece(Footage take, int shortest, int longest) {
        int length = Math.min(take.frames().size(), between(shortest, longest));
        int from = random.nextInt(take.frames().size() - length + 1);
        return take.frames().subList(from, from + length);
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** One flash of 1 to 4 frames, or a strobe of ten. */
    private List<LumaImage> flash(List<LumaImage> shot) {
        List<LumaImage> lit = new ArrayList<>(shot);
        boolean strobe = random.nextInt(4) == 0;
        int at = between(16, shot.size() - 24);
        int length = between(1, 4);
        double strength = 0.4 + 0.6 * random.nextDouble();
        for (int k = 0; k < (strobe ? 20 : length); k++) {
            if (!strobe || k % 2 == 0) {
                lit.set(at + k, mix(lit.get(at + k), plain(WHITE), strength));
            }
        }
        return lit;
    }

    private static LumaImage mix(LumaImage a, LumaImage b, double share) {
        byte[] mixed = new byte[a.samples().length];
        for (int i = 0; i < mixed.length; i++) {
            int p = a.samples()[i] & 0xff;
            int q = b.samples()[i] & 0xff;
            mixed[i] = (byte) Math.round(p + (q - p) * share);
        }
        return new LumaImage(a.width(), a.height(), mixed);
    }

    private static LumaImage plain(int luma) {
        byte[] samples = new byte[ShotDetector.WIDTH * ShotDetector.HEIGHT];
        java.util.Arrays.fill(samples, (byte) luma);
        return new LumaImage(ShotDetector.WIDTH, ShotDetector.HEIGHT, samples);
    }

    private Splice take() {
        Splice splice = new Splice(frames, changes);
        frames.clear();
        changes.clear();
        return splice;
    }
}
