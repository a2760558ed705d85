package io.jndencode.cli.files;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises addresses given in place of files. A file is read more than once and at any position, which an address
 * does not allow.
 */
public final class Url {
    /** An address; a single letter before the colon is a drive. */
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):/.*", Pattern.DOTALL);

    /** An address without a slash, only if it is unlikely to be the beginning of a file's name. */
    private static final Pattern BARE = Pattern.compile(
            "(?:https?|ftps?|sftp|rtmp[a-z]*|rtsps?|rtp|srt|rist|udp|tcp|s3|gs|hls|mms[a-z]*|data|pipe|concat|subfile|file|fd):.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern OF_A_FILE =
            Pattern.compile("file:(?://(?:localhost)?(?=/))?(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Url() {}

    /** Returns what to do instead if a word is an address and no file of that name exists. */
    public static Optional<String> hint(String word) {
        if ((!ADDRESS.matcher(word).matches() && !BARE.matcher(word).matches()) || exists(word)) {
            return Optional.empty();
        }
        Matcher file = OF_A_FILE.matcher(word);
        return Optional.of(
                file.matches()
                        ? word + " is a URL, and URLs are not read: name the file by its path, " + file.group(1) + "."
                        : word + " is a URL, and URLs are not read: download it to a file first, and name that.");
    }

    private static boolean exists(String word) {
        try {
            return Files.exists(Path.of(word));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
