package io.jndencode.farm.watch.folder;

import java.nio.file.Path;

/**
 * The folders for the files of a watched folder.
 *
 * @param drop where sources appear
 * @param encoded receives the encodes and their sidecars
 * @param done receives the sources that were encoded
 * @param failed receives those that could not be encoded, each with a text that gives the reason
 */
public record WatchPlaces(Path drop, Path encoded, Path done, Path failed) {
    /** Returns the default places: three folders inside the drop folder. */
    public static WatchPlaces inside(Path drop) {
        return new WatchPlaces(drop, drop.resolve("encoded"), drop.resolve("done"), drop.resolve("failed"));
    }
}
