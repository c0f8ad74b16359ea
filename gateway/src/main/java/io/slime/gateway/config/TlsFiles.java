package io.slime.gateway.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Sections {@code [s3.tls]}, {@code [proxy.tls]} and {@code [admin.tls]}: what a TLS listener proves itself with.
 *
 * @param certificate PEM file of the certificate and its chain, the listener's own first
 * @param key PEM file of its private key
 */
public record TlsFiles(Path certificate, Path key) {
    static Optional<TlsFiles> read(Settings settings, String listener) {
        Optional<Path> certificate = settings.path(listener + ".tls.certificate-file");
        Optional<Path> key = settings.path(listener + ".tls.key-file");
        if (certificate.isPresent() != key.isPresent()) {
            settings.problem(listener + ".tls", "certificate-file and key-file are needed together");
        }
        return certificate.flatMap(chain -> key.map(file -> new TlsFiles(chain, file)));
    }

    /** The scheme of a listener's URLs. */
    static String scheme(Optional<TlsFiles> tls) {
        return tls.isPresent() ? "https" : "http";
    }
}
