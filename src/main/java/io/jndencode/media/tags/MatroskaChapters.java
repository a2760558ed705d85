package io.jndencode.media.tags;

import io.jndencode.media.open.InputFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reports features of Matroska's chapters beyond times and titles, which FFmpeg's reader drops, so that they are not lost silently. */
public final class MatroskaChapters {
    private static final int CHAPTERS = 0x1043A770;
    private static final int EDITION = 0x45B9;
    private static final int ORDERED = 0x45DD;
    private static final int ATOM = 0xB6;
    private static final int HIDDEN = 0x98;
    private static final int ENABLED = 0x4598;
    private static final int DISPLAY = 0x80;

    private boolean nested;
    private boolean flagged;
    private boolean translated;
    private boolean ordered;

    private MatroskaChapters() {}

    /** Returns at most one sentence. */
    public static List<String> losses(InputFile source) {
        if (!source.container().contains("matroska") || source.context().nb_chapters() == 0) {
            return List.of();
        }
        try (EbmlFile file = EbmlFile.open(source.file())) {
            Optional<EbmlFile.Element> chapters = file.topLevel(CHAPTERS);
            List<EbmlFile.Element> editions = chapters.isEmpty() ? List.of() : file.children(chapters.get(), EDITION);
            MatroskaChapters found = new MatroskaChapters();
            for (EbmlFile.Element edition : editions) {
                found.look(file, edition);
            }
            return found.sentence(editions.size());
        } catch (IOException e) {
            return List.of(); // a damaged file: FFmpeg has read what it could
        }
    }

    private void look(EbmlFile file, EbmlFile.Element edition) throws IOException {
        ordered |= set(file, edition, ORDERED, 0) != 0;
        for (EbmlFile.Element atom : file.children(edition, ATOM)) {
            nested |= !file.children(atom, ATOM).isEmpty();
            flagged |= set(file, atom, HIDDEN, 0) != 0 || set(file, atom, ENABLED, 1) == 0;
            translated |= file.children(atom, DISPLAY).size() > 1;
        }
    }

    private static long set(EbmlFile file, EbmlFile.Element parent, int id, long usual) throws IOException {
        Optional<EbmlFile.Element> flag = file.child(parent, id);
        return flag.isEmpty() || flag.get().size() == 0 ? usual : file.unsigned(flag.get());
    }

    private List<String> sentence(int editions) {
        List<String> lost = new ArrayList<>();
        if (editions > 1) {
            lost.add("all but one of %d editions".formatted(editions));
        }
        if (ordered) {
            lost.add("an order of playing of their own");
        }
        if (nested) {
            lost.add("chapters inside chapters");
        }
        if (flagged) {
            lost.add("the flags that hide chapters or switch them off");
        }
        if (translated) {
            lost.add("titles in further languages");
        }
        return lost.isEmpty()
                ? List.of()
                : List.of(
                        "of the source's chapters was left out what FFmpeg does not read: " + String.join(", ", lost));
    }
}
