package io.jndencode.shot.alike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the shots that show the same pictures among those of any number of videos. The groups do not depend on the order of the shots.
 *
 * <p>A picture is known by which of its cells are lighter than its median. Shots that have a picture in common by a third of these bits are
 * compared in full, at every place of one within the other.
 */
public final class LikeShots {
    private static final int BANDS = 3;
    private static final int BITS = ShotLook.CELLS / BANDS;

    private final List<ShotLook> looks;
    private final Map<Integer, List<Integer>> byPicture = new HashMap<>();
    private final int[] parents;

    private LikeShots(List<ShotLook> looks) {
        this.looks = looks;
        this.parents = IntStream.range(0, looks.size()).toArray();
    }

    /**
     * Returns groups of two or more like shots, by their places in the list, in order. At least one shot of a pair must have a picture of
     * every frame for the pair to be found.
     */
    public static List<List<Integer>> groups(List<ShotLook> looks) {
        LikeShots shots = new LikeShots(looks);
        shots.enter();
        shots.join();
        Map<Integer, List<Integer>> groups = new HashMap<>();
        for (int shot = 0; shot < looks.size(); shot++) {
            groups.computeIfAbsent(shots.root(shot), root -> new ArrayList<>()).add(shot);
        }
        return groups.values().stream()
                .filter(group -> group.size() > 1)
                .sorted((a, b) -> a.get(0) - b.get(0))
                .toList();
    }

    private void enter() {
        for (int shot = 0; shot < looks.size(); shot++) {
            ShotLook sparse = looks.get(shot).sparse();
            if (!sparse.isFlat()) {
                for (int key : keys(sparse)) {
                    byPicture.computeIfAbsent(key, none -> new ArrayList<>()).add(shot);
                }
            }
        }
    }

    private void join() {
        for (int shot = 0; shot < looks.size(); shot++) {
            ShotLook look = looks.get(shot);
            if (look.stride() == 1 && !look.isFlat()) {
                for (int other : candidates(look)) {
                    if (root(shot) != root(other)
                            && look.isSame(looks.get(other).sparse())) {
                        parents[root(shot)] = root(other);
                    }
                }
            }
        }
    }

    private Set<Integer> candidates(ShotLook look) {
        Set<Integer> found = new HashSet<>();
        keys(look).forEach(key -> found.addAll(byPicture.getOrDefault(key, List.of())));
        return found;
    }

    private int root(int shot) {
        int root = shot;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    private static Set<Integer> keys(ShotLook look) {
        Set<Integer> keys = new HashSet<>();
        for (int picture = 0; picture < look.pictures(); picture++) {
            int[] cells = new int[ShotLook.CELLS];
            for (int cell = 0; cell < cells.length; cell++) {
                cells[cell] = look.cell(picture, cell);
            }
            int[] sorted = cells.clone();
            Arrays.sort(sorted);
            int median = sorted[cells.length / 2];
            for (int band = 0; band < BANDS; band++) {
                int bits = 0;
                for (int bit = 0; bit < BITS; bit++) {
                    bits = bits << 1 | (cells[bit * BANDS + band] > median ? 1 : 0);
                }
                keys.add(band << BITS | bits);
            }
        }
        return keys;
    }
}
