package io.jndencode.train.network;

import io.jndencode.dataset.DatasetLayout;
import io.jndencode.jnd.JndLevel;
import io.jndencode.model.Architecture;
import io.jndencode.train.data.NetworkId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The inputs of a training.
 *
 * @param layout the dataset
 * @param backbones folder with {@code BestModel-jnd1-recon.onnx} to {@code BestModel-jnd3-recon.onnx}, or a model of MJ-LAT or MJ-REC
 *     that holds them, for networks that keep them frozen
 * @param start an img-recon model, or the folder of {@code BestModel-img-recon.onnx}, for jnd-recon and the end-to-end
 *     networks; without it they start from wavelets
 * @param weights a model of the same network to continue from instead
 */
public record TrainingMaterial(DatasetLayout layout, Path backbones, Optional<Path> start, Optional<Path> weights) {
    public TrainingMaterial {
        Objects.requireNonNull(layout, "layout is null");
        Objects.requireNonNull(backbones, "backbones is null");
        start = start.map(path -> inFolder(path, new NetworkId(Architecture.IMG_RECON, List.of())));
    }

    /** Returns the model files needed to start training a network. */
    public List<Path> files(NetworkId network) {
        List<Path> files = new ArrayList<>();
        weights.ifPresent(files::add);
        start.ifPresent(files::add);
        if (network.architecture().levels() > 0 && !network.architecture().endToEnd()) {
            for (JndLevel level : network.levels()) {
                NetworkId backbone = new NetworkId(Architecture.JND_RECON, List.of(level));
                files.add(inFolder(backbones, backbone));
            }
        }
        return files;
    }

    /** Returns the model file itself, or the one with this network's default name in a folder. */
    public static Path inFolder(Path fileOrFolder, NetworkId network) {
        return Files.isDirectory(fileOrFolder) ? fileOrFolder.resolve(network.modelFile()) : fileOrFolder;
    }
}
