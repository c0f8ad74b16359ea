package io.slime.gateway.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Section {@code [security.chunk-tls]}: what gateways and chunk servers prove themselves with to each other.
 *
 * @param own the process's own certificate and key
 * @param authorities PEM file of the authorities that the other side's certificate must be of
 */
public record MutualTls(TlsFiles own, Path authorities) {
    private static final String SECTION = "security.chunk-tls";

    static Optional<MutualTls> read(Settings settings) {
        Optional<Path> certificate = settings.path(SECTION + ".certificate-file");
        Optional<Path> key = settings.path(SECTION + ".key-file");
        Optional<Path> authorities = settings.path(SECTION + ".ca-file");
        if (certificate.isPresent() != key.isPresent() || key.isPresent() != authorities.isPresent()) {
            settings.problem(SECTION, "certificate-file, key-file and ca-file are needed together");
        }
        return certificate.flatMap(chain ->
                key.flatMap(file -> authorities.map(ca -> new MutualTls(new TlsFiles(chain, file), ca))));
    }
}
