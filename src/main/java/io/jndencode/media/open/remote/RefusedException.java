package io.jndencode.media.open.remote;

import java.io.IOException;

/** An answer that another try would not change, with the reason. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String reason) {
        super(reason);
    }

    RefusedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
