package io.slime.compat.torture;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proves to chunk servers that we know the cluster's secret. See docs/chunk-protocol.md. */
final class ClusterProof {
    private static final String ALGORITHM = "HmacSHA256";

    private final String secret;
    private final long client = new SecureRandom().nextLong();
    private final AtomicLong count = new AtomicLong();

    /** Of a secret that nobody else has. */
    ClusterProof() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        secret = HexFormat.of().formatHex(bytes);
    }

    String secret() {
        return secret;
    }

    /** The head of a request without body, without the empty line. */
    String head(String method, String target, String host) {
        String time = Long.toString(System.currentTimeMillis());
        String nonce = "%016x%016x".formatted(client, count.getAndIncrement());
        String claim = String.join("\n", "slime-chunk-1", method, target, time, nonce, "", "");
        return method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\nslime-time: " + time + "\r\nslime-nonce: "
                + nonce + "\r\nslime-proof: " + hmac(claim);
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
