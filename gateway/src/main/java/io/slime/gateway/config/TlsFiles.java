package io.slime.gateway.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Section {@code [s3.tls]}: what a TLS listener proves itself with.
 *
 * @param certificate PEM file of the certificate and its chain, the listener's own first
 * @param key PEM file of its private key
 */
public record TlsFiles(Path certificate, Path key) {
    static Optional<TlsFiles> read(Settings settings) {
        Optional<Path> certificate = settings.path("s3.tls.certificate-file");
        Optional<Path> key = settings.path("s3.tls.key-file");
        if (certificate.isPresent() != key.isPresent()) {
            settings.problem("s3.tls", "certificate-file and key-file are needed together");
        }
        return certificate.flatMap(chain -> key.map(file -> new TlsFiles(chain, file)));
    }
}
