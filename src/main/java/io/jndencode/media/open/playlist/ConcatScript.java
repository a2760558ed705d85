package io.jndencode.media.open.playlist;

import java.util.List;
import java.util.regex.Pattern;

/** A script for FFmpeg's concat demuxer. Its files and their times are rewritten; directives that set options of demuxers are refused. */
record ConcatScript(Playlist.Names names) {
    private static final Pattern TIME = Pattern.compile("[0-9]{1,12}(:[0-9]{2}){0,2}(\\.[0-9]{1,9})?(us|ms|s)?");
    private static final List<String> TIMES = List.of("duration", "inpoint", "outpoint");

    String written(List<String> lines) {
        StringBuilder text = new StringBuilder("ffconcat version 1.0\n");
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            text.append(written(line.strip()));
        }
        if (names.found().isEmpty()) {
            throw names.refused("names no file");
        }
        return text.toString();
    }

    private String written(String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return "";
        }
        String[] words = line.split("\\s+", 2);
        String value = words.length < 2 ? "" : words[1].strip();
        if (words[0].equals("file")) {
            return "file '" + names.url(word(value)).replace("'", "'\\''") + "'\n";
        }
        if (TIMES.contains(words[0]) && TIME.matcher(value).matches()) {
            return words[0] + " " + value + "\n";
        }
        throw names.refused("has the line \"" + Playlist.Names.shown(line) + "\", which is not read here");
    }

    /** Returns the first word by FFmpeg's quoting: nothing is special between single quotes, and a backslash escapes the next character. */
    private static String word(String text) {
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign == '\'') {
                quoted = !quoted;
            } else if (!quoted && sign == '\\' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
            } else if (!quoted && Character.isWhitespace(sign)) {
                break;
            } else {
                word.append(sign);
            }
        }
        return word.toString();
    }
}
