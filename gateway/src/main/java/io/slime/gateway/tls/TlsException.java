package io.slime.gateway.tls;

/** Certificate and key that no listener can use, with the file and the reason. */
public final class TlsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TlsException(String message) {
        super(message);
    }

    TlsException(String message, Exception cause) {
        super(message, cause);
    }
}
