package io.jndencode.report.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The Content Security Policy (level 3) of a page: forbids everything but embedded pictures and the page's own script
 * and style sheet, identified by their hashes, so that no injected markup could run or load anything.
 *
 * <p>Places and widths in charts are attributes, which no hash of an element covers: style attributes are allowed.
 * Browsers older than level 3 do not distinguish the two and use the second to last rule.
 */
final class PagePolicy {
    private PagePolicy() {}

    /**
     * Returns the policy's text.
     *
     * @param script the exact text between the script's tags
     * @param style the exact text between the style sheet's tags
     * @param allowed further rules, which may allow what the first one forbids
     */
    static String of(String script, String style, List<String> allowed) {
        List<String> rules = new ArrayList<>(List.of(
                "default-src 'none'",
                "base-uri 'none'",
                "form-action 'none'",
                "img-src data:",
                "script-src " + hash(script),
                "style-src 'unsafe-inline'",
                "style-src-elem " + hash(style),
                "style-src-attr 'unsafe-inline'"));
        rules.addAll(allowed);
        return String.join("; ", rules);
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
