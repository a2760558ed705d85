package io.jndencode.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What a page forbids to its browser (Content Security Policy, level 3): everything but pictures within it, its own script and its own
 * style sheet, known by their hashes, so that no markup that got into the page could run or load anything.
 *
 * <p>Places and widths in charts are attributes, which no hash of an element covers: style attributes are allowed. Browsers from before
 * level 3 know no difference between the two and take the second to last rule.
 */
final class PagePolicy {
    private PagePolicy() {}

    /**
     * The policy's text.
     *
     * @param script what stands between the script's tags, every character
     * @param style what stands between the style sheet's
     */
    static String of(String script, String style) {
        return String.join(
                "; ",
                "default-src 'none'",
                "base-uri 'none'",
                "form-action 'none'",
                "img-src data:",
                "script-src " + hash(script),
                "style-src 'unsafe-inline'",
                "style-src-elem " + hash(style),
                "style-src-attr 'unsafe-inline'");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
