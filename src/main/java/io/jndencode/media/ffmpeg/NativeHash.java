package io.jndencode.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_sha_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_sha_final;
import static org.bytedeco.ffmpeg.global.avutil.av_sha_init;
import static org.bytedeco.ffmpeg.global.avutil.av_sha_update;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVSHA;
import org.bytedeco.javacpp.BytePointer;

/**
 * Hashes large files with FFmpeg's SHA-256: twice as fast as Java's own under C1, the compiler that commands which analyse and encode run
 * on.
 */
public final class NativeHash {
    private static final int BITS = 256;
    private static final int BLOCK = 1 << 18;

    private NativeHash() {}

    /** Hashes a whole file; returns 64 lower-case hexadecimal digits. An interrupt ends it with an exception of the channel. */
    public static String sha256(Path file) throws IOException {
        return sha256(List.of(file));
    }

    /** Hashes the concatenation of several files like {@link #sha256(Path)}. */
    public static String sha256(List<Path> files) throws IOException {
        FfmpegNatives.load();
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
        AVSHA state = av_sha_alloc();
        try (BytePointer bytes = new BytePointer(block)) {
            av_sha_init(state, BITS);
            for (Path file : files) {
                add(file, block, bytes, state);
            }
            byte[] hash = new byte[BITS / Byte.SIZE];
            av_sha_final(state, hash);
            return HexFormat.of().formatHex(hash);
        } finally {
            av_free(state);
        }
    }

    private static void add(Path file, ByteBuffer block, BytePointer bytes, AVSHA state) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            while (channel.read(block) >= 0) {
                av_sha_update(state, bytes, block.position());
                block.clear();
            }
        }
    }
}
