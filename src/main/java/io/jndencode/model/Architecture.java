package io.jndencode.model;

import java.util.Arrays;
import java.util.Optional;

/** The networks of the paper, by the names the command line knows them under. */
public enum Architecture {
    IMG_RECON("img-recon", "autoencoder that reproduces the frame", 0),
    JND_RECON("jnd-recon", "autoencoder that gives the frame as coded at one JND level", 0),
    LAT("lat", "one level from the latent of a frozen backbone", 1),
    REC("rec", "one level from the reconstruction of a frozen backbone", 1),
    E2E_LAT("e2e-lat", "LAT with its backbone trained along", 1),
    E2E_REC("e2e-rec", "REC with its backbone trained along", 1),
    MJ_LAT("mj-lat", "three levels from the latents of three frozen backbones", 3),
    MJ_REC("mj-rec", "three levels from the reconstructions of three frozen backbones", 3);

    private final String id;
    private final String purpose;
    private final int levels;

    Architecture(String id, String purpose, int levels) {
        this.id = id;
        this.purpose = purpose;
        this.levels = levels;
    }

    /** The name on the command line and in a model's metadata. */
    public String id() {
        return id;
    }

    /** What it does, in a few words. */
    public String purpose() {
        return purpose;
    }

    /** How many levels it predicts: none for a backbone. */
    public int levels() {
        return levels;
    }

    /** The architecture of this name. */
    public static Optional<Architecture> of(String id) {
        return Arrays.stream(values()).filter(known -> known.id.equals(id)).findFirst();
    }
}
