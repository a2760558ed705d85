package io.jndencode.farm.watch.folder;

import java.nio.file.Path;

/**
 * Where files of a watched folder go.
 *
 * @param drop where sources appear
 * @param encoded takes the encodes and their sidecars
 * @param done takes the sources that were encoded
 * @param failed takes those that could not be, each with a text that says why
 */
public record WatchPlaces(Path drop, Path encoded, Path done, Path failed) {
    /** The usual ones: three folders inside the drop folder. */
    public static WatchPlaces inside(Path drop) {
        return new WatchPlaces(drop, drop.resolve("encoded"), drop.resolve("done"), drop.resolve("failed"));
    }
}
