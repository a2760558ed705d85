package io.jndencode.cli.ladder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A ladder that was made, as players see it.
 *
 * @param folder with its playlists and a folder for every track
 */
record LadderFolder(Path folder) {
    /** Writes the pieces of a track behind what comes before them: what a player hands its decoder. */
    Path joined(String track, Path to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Files.readAllBytes(folder.resolve(track).resolve("init.mp4")));
        for (String piece : pieces(track)) {
            bytes.writeBytes(Files.readAllBytes(folder.resolve(track).resolve(piece)));
        }
        return Files.write(to.resolve(track + ".mp4"), bytes.toByteArray());
    }

    /** Names of the files of a track, in order. */
    List<String> pieces(String track) throws IOException {
        return Files.readAllLines(folder.resolve(track).resolve("playlist.m3u8")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    /** Seconds of every piece, as the playlist says. */
    List<Double> lengths(String track) throws IOException {
        return Files.readAllLines(folder.resolve(track).resolve("playlist.m3u8")).stream()
                .filter(line -> line.startsWith("#EXTINF:"))
                .map(line -> Double.parseDouble(line.substring(8, line.length() - 1)))
                .toList();
    }

    /** Bits a second, by RFC 8216: of the pieces in a row that last about as long as the target duration. */
    double peak(String track) throws IOException {
        int target = Files.readAllLines(folder.resolve(track).resolve("playlist.m3u8")).stream()
                .filter(line -> line.startsWith("#EXT-X-TARGETDURATION:"))
                .mapToInt(line -> Integer.parseInt(line.substring(22)))
                .findFirst()
                .orElseThrow();
        List<Double> lengths = lengths(track);
        double most = 0;
        for (int i = 0; i < lengths.size(); i++) {
            double seconds = 0;
            double bytes = 0;
            for (int j = i; j < lengths.size(); j++) {
                seconds += lengths.get(j);
                bytes += Files.size(folder.resolve(track).resolve(pieces(track).get(j)));
                if (seconds >= target / 2.0 && seconds <= target * 1.5) {
                    most = Math.max(most, bytes * 8 / seconds);
                }
            }
        }
        return most;
    }

    /** Bits a second of all pieces. */
    double average(String track) throws IOException {
        double bytes = 0;
        for (String piece : pieces(track)) {
            bytes += Files.size(folder.resolve(track).resolve(piece));
        }
        return bytes * 8 / lengths(track).stream().mapToDouble(length -> length).sum();
    }
}
