package io.jndencode.media.open.remote;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of one answer, never more than were asked for: whatever a server sends beyond that, the connection is closed. An answer
 * that breaks off counts as far as it came.
 */
final class PartBody implements BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> done = new CompletableFuture<>();
    private final byte[] bytes;
    private final AtomicLong arrived;
    private int length;
    private Flow.@Nullable Subscription subscription;

    /**
     * Creates a taker.
     *
     * @param most most bytes taken
     * @param arrived counts bytes as they come
     */
    PartBody(int most, AtomicLong arrived) {
        this.bytes = new byte[most];
        this.arrived = arrived;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        if (bytes.length == 0) {
            begun.cancel();
            onComplete();
        } else {
            begun.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            int taken = Math.min(buffer.remaining(), bytes.length - length);
            buffer.get(bytes, length, taken);
            length += taken;
            arrived.addAndGet(taken);
            if (buffer.hasRemaining() && subscription != null) {
                subscription.cancel();
                onComplete();
                return;
            }
        }
    }

    @Override
    public void onError(Throwable broken) {
        onComplete();
    }

    @Override
    public void onComplete() {
        done.complete(Arrays.copyOf(bytes, length));
    }
}
