package io.slime.gateway.http;

import java.io.IOException;

/** The client neither sent nor took a byte for longer than is waited; fronts may answer it as a request timeout. */
public final class StalledException extends IOException {
    private static final long serialVersionUID = 1L;

    StalledException(String message) {
        super(message);
    }
}
