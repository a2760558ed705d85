package io.jndencode.model.keras;

import io.jndencode.JndException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The weight files of one network: its own, and those of its backbones.
 *
 * @param main the file with the network's head, or the only one
 * @param backbones the others, ordered by the levels in their names if there are any
 */
record WeightFiles(KerasFile main, List<KerasFile> backbones) {
    WeightFiles {
        backbones = List.copyOf(backbones);
    }

    /** Arranges files given in any order. */
    static WeightFiles of(List<KerasFile> files) {
        if (files.size() == 1) {
            return new WeightFiles(files.get(0), List.of());
        }
        List<KerasFile> heads = files.stream().filter(WeightFiles::hasHead).toList();
        if (heads.size() != 1) {
            throw new JndException.Usage(
                    "Of %s, %d hold the head of a network: give one, and the files of its backbones."
                            .formatted(names(files), heads.size()));
        }
        List<KerasFile> backbones = new ArrayList<>(files);
        backbones.remove(heads.get(0));
        backbones.sort(Comparator.comparingInt(file -> FileHint.level(file.path())
                .map(Enum::ordinal)
                .orElse(0))); // the sort is stable: otherwise in the given order
        return new WeightFiles(heads.get(0), backbones);
    }

    /** Returns whether the file has anything besides convolutions. */
    private static boolean hasHead(KerasFile file) {
        return file.blocks().stream()
                .flatMap(block -> block.layers().stream())
                .anyMatch(layer -> layer.shapes()
                                .getOrDefault(WeightRole.KERNEL, List.of())
                                .size()
                        == 2);
    }

    /** Returns the network's own file and the others. */
    List<KerasFile> all() {
        return Stream.concat(Stream.of(main), backbones.stream()).toList();
    }

    /** Returns the layers of the network's own file. */
    List<KerasLayer> own() {
        return merged(main.blocks());
    }

    /** Returns the layers of all files, backbones first. */
    List<KerasLayer> together() {
        List<KerasFile.Block> blocks = new ArrayList<>();
        for (KerasFile backbone : backbones) {
            blocks.add(new KerasFile.Block(true, merged(backbone.blocks())));
        }
        blocks.addAll(main.blocks());
        return merged(blocks);
    }

    String describe() {
        return backbones.isEmpty() ? main.path().toString() : main.path() + " with " + names(backbones);
    }

    private static String names(List<KerasFile> files) {
        return files.stream()
                .map(file -> String.valueOf(file.path().getFileName()))
                .collect(Collectors.joining(", "));
    }

    /**
     * Merges blocks. Nested models are parallel branches: all their first layers, then all their second ones, ..., then
     * the plain layers, the order of a network whose branches are not nested.
     */
    private static List<KerasLayer> merged(List<KerasFile.Block> blocks) {
        List<KerasLayer> layers = new ArrayList<>();
        List<List<KerasLayer>> nested = blocks.stream()
                .filter(KerasFile.Block::nested)
                .map(KerasFile.Block::layers)
                .toList();
        int longest = nested.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (List<KerasLayer> branch : nested) {
                if (i < branch.size()) {
                    layers.add(branch.get(i));
                }
            }
        }
        blocks.stream().filter(block -> !block.nested()).forEach(block -> layers.addAll(block.layers()));
        return layers;
    }
}
