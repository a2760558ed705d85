package io.jndencode.media.open.remote;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An address as the path of a file that can only be read. Made of what the user typed, never of text found in a file. Names beside it
 * are files of the current folder: what is made of an address goes there.
 */
public final class RemotePath implements Path {
    private static final RemoteFileSystem FILES = new RemoteFileSystem();

    private final Address address;
    private final RemoteFile file;

    /**
     * Names the file; nothing is asked of the server yet.
     *
     * @param stallSeconds longest time without a byte, asked for at every request
     */
    public RemotePath(Address address, DoubleSupplier stallSeconds) {
        this.address = address;
        this.file = new RemoteFile(address, stallSeconds);
    }

    /** Returns the file; its state is shared by everything that reads it. */
    public RemoteFile file() {
        return file;
    }

    @Override
    public FileSystem getFileSystem() {
        return FILES;
    }

    @Override
    public boolean isAbsolute() {
        return true;
    }

    @Override
    public @Nullable Path getRoot() {
        return null;
    }

    /** Returns a local name for what is made of the file. */
    @Override
    public Path getFileName() {
        return Path.of(address.fileName());
    }

    @Override
    public @Nullable Path getParent() {
        return null;
    }

    @Override
    public int getNameCount() {
        return 1;
    }

    @Override
    public Path getName(int index) {
        return getFileName();
    }

    @Override
    public Path subpath(int begin, int end) {
        return getFileName();
    }

    @Override
    public boolean startsWith(Path other) {
        return equals(other);
    }

    @Override
    public boolean endsWith(Path other) {
        return equals(other);
    }

    @Override
    public Path normalize() {
        return this;
    }

    @Override
    public Path resolve(Path other) {
        return other;
    }

    @Override
    public Path relativize(Path other) {
        if (!equals(other)) {
            throw new IllegalArgumentException(other + " does not lie at " + this);
        }
        return Path.of("");
    }

    /** Returns what may be shown of the address. */
    @Override
    public URI toUri() {
        return URI.create(address.toString());
    }

    @Override
    public Path toAbsolutePath() {
        return this;
    }

    @Override
    public Path toRealPath(LinkOption... options) {
        return this;
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException("an address is not watched");
    }

    @Override
    public int compareTo(Path other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RemotePath path && address.equals(path.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
