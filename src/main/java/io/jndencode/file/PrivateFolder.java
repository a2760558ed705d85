package io.jndencode.file;

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
 * Checks that a folder in a place where others may write is safe to hold our own work: it is a real folder and not a link, its owner is the
 * user this process writes as, and nobody else can write to it.
 *
 * <p>That user, and whether the file system keeps modes at all, is found by creating a file inside: a network file system may give our files
 * another owner than the process has, and a memory card gives all files one owner and one mode. Without POSIX attributes (Windows), only
 * links are looked for.
 */
public final class PrivateFolder {
    /** Part of the name of the file created for the check, which is left behind only if the process is killed during it. */
    public static final String PROBE = ".partial-owner-";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    private PrivateFolder() {}

    /** Creates a folder only its owner can read, unless something of that name exists; its parent must exist. */
    public static void make(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, mode(folder, OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            return; // whatever exists there is checked by objection()
        }
    }

    /** Returns attributes for creating a file that only its owner can read and write. */
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
     * Returns why a folder cannot be trusted as ours, as the end of a sentence ({@code is a link}); null if it can. Throws if the folder is
     * not writable.
     */
    public static @Nullable String objection(Path folder) throws IOException {
        return objection(List.of(folder));
    }

    /** Checks several folders, of which the last must be writable, and returns the first objection; null if there is none. */
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

    /** Checks a folder like {@link #objection}; every file in it must also be ours and a regular file. */
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

    /** Returns whether a file is a link, a pipe or a device. */
    private static boolean isOdd(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Removes everybody else's permissions from a folder of ours, if the file system has permissions. */
    public static void close(Path folder) throws IOException {
        PosixFileAttributes attributes = attributes(folder);
        if (attributes != null && !attributes.permissions().equals(OWNER_ONLY)) {
            try {
                Files.setPosixFilePermissions(folder, OWNER_ONLY);
            } catch (IOException e) {
                // the file system does not support modes
                return;
            }
        }
    }

    private static boolean othersWrite(PosixFileAttributes attributes) {
        return attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
                || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** The owner that new files of this process get in a folder, and whether they keep the mode they were created with. */
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

    /** Returns null if the file system has no POSIX attributes. */
    private static @Nullable PosixFileAttributes attributes(Path file) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return view == null ? null : view.readAttributes();
    }
}
