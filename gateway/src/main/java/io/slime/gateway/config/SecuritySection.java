package io.slime.gateway.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code [security]}: the secrets that the processes of a cluster share.
 *
 * @param clusterSecret what gateways and chunk servers prove to each other that they know
 * @param chunkTls by which TLS gateways and chunk servers speak; empty for plain HTTP
 * @param masterKeyFile the file of the key that other secrets are encrypted with, the same on every gateway
 * @param trustedProxies networks, such as 10.0.0.0/8, whose X-Forwarded-* headers are believed
 */
public record SecuritySection(
        Optional<Secret> clusterSecret,
        Optional<MutualTls> chunkTls,
        Optional<Path> masterKeyFile,
        List<String> trustedProxies) {
    static SecuritySection read(Settings settings) {
        List<String> trusted = settings.texts("security.trusted-proxies");
        for (String network : trusted) {
            if (!isNetwork(network)) {
                settings.problem("security.trusted-proxies", "'" + network + "' is not a network such as 10.0.0.0/8");
            }
        }
        return new SecuritySection(
                settings.secret("security.cluster-secret"),
                MutualTls.read(settings),
                settings.path("security.master-key-file"),
                trusted);
    }

    private static boolean isNetwork(String text) {
        String[] parts = text.split("/", 2);
        try {
            int most = InetAddress.ofLiteral(parts[0]).getAddress().length * 8;
            return parts.length == 1 || (parts[1].matches("[0-9]{1,3}") && Integer.parseInt(parts[1]) <= most);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
