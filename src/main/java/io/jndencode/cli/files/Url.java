package io.jndencode.cli.files;

import io.jndencode.JndException;
import io.jndencode.media.open.InputRules;
import io.jndencode.media.open.remote.Address;
import io.jndencode.media.open.remote.RemotePath;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises addresses given in place of files. Those of http and https are read where a command says so, all others nowhere. */
public final class Url {
    /** An address; a single letter before the colon is a drive. */
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):/.*", Pattern.DOTALL);

    /** An address without a slash, only if it is unlikely to be the beginning of a file's name. */
    private static final Pattern BARE = Pattern.compile(
            "(?:https?|ftps?|sftp|rtmp[a-z]*|rtsps?|rtp|srt|rist|udp|tcp|s3|gs|hls|mms[a-z]*|data|pipe|concat|subfile|file|fd):.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern HTTP = Pattern.compile("https?:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern OF_A_FILE =
            Pattern.compile("file:(?://(?:localhost)?(?=/))?(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Url() {}

    /**
     * Returns what to do instead if a word is an address that is not read, and no file of that name exists.
     *
     * @param read whether http and https are read here
     */
    public static Optional<String> hint(String word, boolean read) {
        if ((!ADDRESS.matcher(word).matches() && !BARE.matcher(word).matches()) || exists(word)) {
            return Optional.empty();
        }
        if (read && Address.isMeant(word)) {
            return Address.parse(word).isPresent() ? Optional.empty() : Optional.of(notOne(word));
        }
        Matcher file = OF_A_FILE.matcher(word);
        String shown = Address.shown(word);
        if (file.matches()) {
            return Optional.of(shown + " is a URL, and URLs of files are not read: name the file by its path, "
                    + file.group(1) + ".");
        }
        return Optional.of(
                shown + " is a URL, and " + (read ? "of these only http and https are read" : "URLs are not read")
                        + " here: download it to a file first, and name that.");
    }

    /** Returns a word of the command line without what may be secret in the http or https address in it. */
    public static String shown(String word) {
        Matcher address = HTTP.matcher(word);
        return address.find() ? word.substring(0, address.start()) + Address.shown(address.group()) : word;
    }

    /** Returns a sentence without what may be secret in http and https addresses that it quotes. */
    public static String withoutSecrets(String sentence) {
        return sentence.replaceAll("(?i)(https?://)[^\\s/?#\"]*@", "$1")
                .replaceAll("(?i)(https?://[^\\s?\"]*)\\?[^\\s\"]*", "$1?…");
    }

    /** Returns whether a word is an http or https address, and no file of that name exists. */
    static boolean isAddress(String word) {
        return Address.isMeant(word) && !exists(word);
    }

    /** Returns what a word stands for: the file of that name, or what is at the address. */
    public static Path path(String word) {
        return isAddress(word)
                ? Address.parse(word)
                        .<Path>map(address -> new RemotePath(
                                address, () -> InputRules.current().stallSeconds()))
                        .orElseThrow(() -> new JndException.Input(notOne(word)))
                : Path.of(word);
    }

    private static String notOne(String word) {
        return Address.shown(word) + " is no address: it names no server, as in https://HOST/FILE.";
    }

    private static boolean exists(String word) {
        try {
            return Files.exists(Path.of(word));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
