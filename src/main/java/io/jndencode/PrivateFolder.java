package io.jndencode;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Folders whose contents are taken for our own work, in places where others may write too. Such a folder is a real one, not a link; its
 * owner is who this process writes as; and nobody else may write to it.
 *
 * <p>Who we are, and whether the file system keeps modes at all, is read off a file made inside: a network file system may give our files
 * another owner than the process has, and a memory card gives all files one owner and one mode. Where there are no POSIX attributes
 * (Windows), links alone are looked for.
 */
public final class PrivateFolder {
    /** Part of the name of the file made to look at, which stays behind only where the process is killed just then. */
    public static final String PROBE = ".partial-owner-";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    private PrivateFolder() {}

    /** Makes a folder that nobody else can look into, if nothing of that name is there; its parent must be there. */
    public static void make(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, mode(folder, OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            return; // whatever it is, see objection
        }
    }

    /** The attributes to make a file with that only its owner reads and writes. */
    public static FileAttribute<?>[] fileMode(Path file) {
        return mode(file, OWNER_FILE);
    }

    private static FileAttribute<?>[] mode(Path file, Set<PosixFilePermission> permissions) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    /**
     * What speaks against taking a folder for ours, as the end of a sentence ({@code is a link}); null if nothing does. Fails where
     * nothing can be written to it.
     */
    public static @Nullable String objection(Path folder) throws IOException {
        return objection(List.of(folder));
    }

    /** The same of several, the last one of which is written to; the first objection to any of them. */
    public static @Nullable String objection(List<Path> folders) throws IOException {
        for (Path folder : folders) {
            if (Files.isSymbolicLink(folder)) {
                return "is a link";
            }
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                return "is not a folder";
            }
        }
        Path last = folders.get(folders.size() - 1);
        Us us;
        try {
            us = us(last);
        } catch (AccessDeniedException e) {
            PosixFileAttributes attributes = attributes(last);
            String whose =
                    attributes == null ? "" : "belongs to " + attributes.owner().getName() + " and ";
            return whose + "cannot be written to";
        }
        for (Path folder : folders) {
            PosixFileAttributes attributes = attributes(folder);
            if (us == null || attributes == null) {
                return null;
            }
            if (!attributes.owner().equals(us.name())) {
                return "belongs to " + attributes.owner().getName();
            }
            if (us.keepsModes() && othersWrite(attributes)) {
                return "can be written to by other users";
            }
        }
        return null;
    }

    /** As {@link #objection}, for a folder all of whose files must be ours too, and real ones. */
    public static @Nullable String objectionToContents(Path folder) throws IOException {
        String objection = objection(folder);
        PosixFileAttributes ours = attributes(folder);
        if (objection != null) {
            return objection;
        }
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (isOdd(file)) {
                    return "holds " + file.getFileName() + ", which is neither a file nor a folder";
                }
                PosixFileAttributes attributes = ours == null ? null : attributesIfThere(file);
                if (attributes != null && ours != null && !attributes.owner().equals(ours.owner())) {
                    return "holds " + file.getFileName() + " of "
                            + attributes.owner().getName();
                }
            }
        }
        return null;
    }

    /** A link, a pipe, a device. */
    private static boolean isOdd(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Takes from everybody else the right to look into a folder of ours, where the file system has such rights. */
    public static void close(Path folder) throws IOException {
        PosixFileAttributes attributes = attributes(folder);
        if (attributes != null && !attributes.permissions().equals(OWNER_ONLY)) {
            try {
                Files.setPosixFilePermissions(folder, OWNER_ONLY);
            } catch (IOException e) {
                // A file system that has no modes of its own says so.
                return;
            }
        }
    }

    private static boolean othersWrite(PosixFileAttributes attributes) {
        return attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
                || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** Whom this process's new files in a folder belong to, and whether they have the mode they were made with. */
    private record Us(UserPrincipal name, boolean keepsModes) {}

    private static @Nullable Us us(Path folder) throws IOException {
        Path probe = Files.createFile(folder.resolve(PROBE + UUID.randomUUID()), fileMode(folder));
        try {
            PosixFileAttributes attributes = attributes(probe);
            return attributes == null ? null : new Us(attributes.owner(), !othersWrite(attributes));
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static @Nullable PosixFileAttributes attributesIfThere(Path file) throws IOException {
        try {
            return attributes(file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Null where the file system has none. */
    private static @Nullable PosixFileAttributes attributes(Path file) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return view == null ? null : view.readAttributes();
    }
}
