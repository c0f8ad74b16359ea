package io.slime.gateway.cli.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests by Signature Version 4 for a few microseconds each: three headers, the key of a day derived once. For one thread.
 * Source: S3 API reference, "Authenticating requests: using the Authorization header".
 */
final class LoadSigner {
    private static final String NAMES = "host;x-amz-content-sha256;x-amz-date";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final BenchPlan plan;
    private final MessageDigest sha256;
    private final Mac mac;
    private long second = -1;
    private String time = "";
    private String day = "";

    LoadSigner(BenchPlan plan) {
        this.plan = plan;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
            this.mac = Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The header lines that sign a request. The path and query hold nothing that would have to be encoded. */
    String headers(String method, String path, String query, String payload) {
        now();
        String canonical =
                method + "\n" + path + "\n" + query + "\nhost:" + plan.target().host() + "\nx-amz-content-sha256:"
                        + payload + "\nx-amz-date:" + time + "\n\n" + NAMES + "\n" + payload;
        String scope = day + "/" + plan.target().region() + "/s3/aws4_request";
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hex(sha256.digest(bytes(canonical)));
        return "x-amz-content-sha256: " + payload + "\r\nx-amz-date: " + time
                + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=" + plan.key().id() + "/" + scope
                + ", SignedHeaders=" + NAMES + ", Signature=" + hex(mac.doFinal(bytes(toSign))) + "\r\n";
    }

    private void now() {
        long millis = System.currentTimeMillis();
        if (millis / 1000 == second) {
            return;
        }
        second = millis / 1000;
        time = TIME.format(Instant.ofEpochSecond(second));
        if (!day.equals(time.substring(0, 8))) {
            day = time.substring(0, 8);
            byte[] key = bytes("AWS4" + plan.key().secret().value());
            for (String part : new String[] {day, plan.target().region(), "s3", "aws4_request"}) {
                use(key);
                key = mac.doFinal(bytes(part));
            }
            use(key);
        }
    }

    private void use(byte[] key) {
        try {
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC takes any key", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
