package io.jndencode.plan.sidecar;

import io.jndencode.shot.alike.ShotLook;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * What a shot of a batch looks like, so that like shots of videos that are encoded later get its levels too.
 *
 * @param others number of shots of the batch that show the same pictures and have the same levels
 * @param stride frames from one small picture to the next
 * @param cells the pictures of {@link ShotLook}, as base64
 */
public record SidecarLikeness(int others, int stride, String cells) {
    public SidecarLikeness {
        Objects.requireNonNull(cells, "cells is missing");
        if (others < 0 || stride < 1) {
            throw new IllegalArgumentException(others + " like shots, a picture every " + stride + " frames");
        }
    }

    /** Describes a shot. */
    public static SidecarLikeness of(int others, ShotLook look) {
        ShotLook sparse = look.sparse();
        return new SidecarLikeness(others, sparse.stride(), Base64.getEncoder().encodeToString(sparse.cells()));
    }

    /** Returns what a shot of so many frames looks like; empty if a person has changed its frames since. */
    Optional<ShotLook> look(long frames) {
        try {
            return Optional.of(new ShotLook(frames, stride, Base64.getDecoder().decode(cells)));
        } catch (IllegalArgumentException e) { // the frames of another shot
            return Optional.empty();
        }
    }
}
