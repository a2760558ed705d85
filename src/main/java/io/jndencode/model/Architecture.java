package io.jndencode.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The networks of the paper, by their names on the command line, and their differences. */
public enum Architecture {
    IMG_RECON("img-recon", "autoencoder that reproduces the frame", Reads.FRAME, 0, true),
    JND_RECON("jnd-recon", "autoencoder that gives the frame as coded at one JND level", Reads.FRAME, 0, true),
    LAT("lat", "one level from the latent of a frozen backbone", Reads.LATENT, 1, false),
    REC("rec", "one level from the reconstruction of a frozen backbone", Reads.RECONSTRUCTION, 1, false),
    E2E_LAT("e2e-lat", "LAT with its backbone trained along", Reads.LATENT, 1, true),
    E2E_REC("e2e-rec", "REC with its backbone trained along", Reads.RECONSTRUCTION, 1, true),
    MJ_LAT("mj-lat", "three levels from the latents of three frozen backbones", Reads.LATENT, 3, false),
    MJ_REC("mj-rec", "three levels from the reconstructions of three frozen backbones", Reads.RECONSTRUCTION, 3, false);

    /** Which output of a backbone the layers after it read. */
    public enum Reads {
        /** None: the network is a backbone itself. */
        FRAME,
        /** The encoder's output for the frame. */
        LATENT,
        /** The decoder's output for the latent. */
        RECONSTRUCTION
    }

    private final String id;
    private final String purpose;
    private final Reads reads;
    private final int levels;
    private final boolean endToEnd;

    Architecture(String id, String purpose, Reads reads, int levels, boolean endToEnd) {
        this.id = id;
        this.purpose = purpose;
        this.reads = reads;
        this.levels = levels;
        this.endToEnd = endToEnd;
    }

    /** Returns the name on the command line and in a model's metadata. */
    public String id() {
        return id;
    }

    /** Describes its purpose in a few words. */
    public String purpose() {
        return purpose;
    }

    /** Returns what it reads of its backbones. */
    public Reads reads() {
        return reads;
    }

    /** Returns the number of levels it predicts, each with its own backbone; 0 for a backbone. */
    public int levels() {
        return levels;
    }

    /** Returns whether training changes the whole network rather than only the layers after the backbones. */
    public boolean endToEnd() {
        return endToEnd;
    }

    /** Finds the architecture with this name. */
    public static Optional<Architecture> of(String id) {
        return Arrays.stream(values()).filter(known -> known.id.equals(id)).findFirst();
    }

    /** Returns all names, for messages: {@code img-recon, jnd-recon, lat ...}. */
    public static String ids() {
        return Arrays.stream(values()).map(Architecture::id).collect(Collectors.joining(", "));
    }
}
