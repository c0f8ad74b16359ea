package io.slime.gateway.s3.auth;

import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.PercentCoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * The text that a signature is made over, in the way of S3: the path encoded once and not normalised.
 *
 * <p>Source: S3 API reference, "Signature calculations for the Authorization header". The text is ISO-8859-1: a char is a
 * byte of the wire.
 */
final class CanonicalRequest {
    private CanonicalRequest() {}

    static String build(SignedRequest request, String path, List<String> signedHeaders, String payload) {
        StringBuilder text = new StringBuilder(512);
        text.append(request.method()).append('\n').append(path).append('\n');
        text.append(query(request.rawQuery())).append('\n');
        for (String name : signedHeaders) {
            text.append(name).append(':');
            value(request.headers().all(name), text);
            text.append('\n');
        }
        text.append('\n');
        for (int i = 0; i < signedHeaders.size(); i++) {
            text.append(i > 0 ? ";" : "").append(signedHeaders.get(i));
        }
        return text.append('\n').append(payload).toString();
    }

    static String stringToSign(String timestamp, Scope scope, String canonicalRequest) {
        byte[] sha256 = Sha256.digest(canonicalRequest.getBytes(StandardCharsets.ISO_8859_1));
        return Claim.ALGORITHM + "\n" + timestamp + "\n" + scope + "\n"
                + HexFormat.of().formatHex(sha256);
    }

    /** The usual one of {@link #paths}. */
    static String usualPath(String rawPath) {
        if (PercentCoding.isEncodedKey(rawPath)) {
            return rawPath;
        }
        StringJoiner segments = new StringJoiner("/");
        for (String segment : rawPath.split("/", -1)) {
            segments.add(PercentCoding.encode(PercentCoding.decodeBytes(segment), false));
        }
        return segments.toString();
    }

    /**
     * The ways in which a client may have written the path into its canonical request, the usual one first: each segment
     * decoded and encoded by S3's rules; the same with {@code %2F} taken for a slash; as it stands on the request line.
     * All of them bind the very path that was sent.
     */
    static List<String> paths(String rawPath) {
        Set<String> paths = new LinkedHashSet<>();
        paths.add(usualPath(rawPath));
        paths.add(PercentCoding.encode(PercentCoding.decodeBytes(rawPath), true));
        paths.add(rawPath);
        return List.copyOf(paths);
    }

    /** The query without the signature, each name and value encoded anew, sorted by encoded name, then value. */
    static String query(String rawQuery) {
        if (rawQuery.isEmpty()) {
            return "";
        }
        record Pair(String name, String value) {}
        List<Pair> pairs = new ArrayList<>();
        for (String part : rawQuery.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = recode(equals < 0 ? part : part.substring(0, equals));
            if (!part.isEmpty() && !name.equals(QueryClaim.SIGNATURE)) {
                pairs.add(new Pair(name, equals < 0 ? "" : recode(part.substring(equals + 1))));
            }
        }
        return pairs.stream()
                .sorted((a, b) -> a.name().equals(b.name())
                        ? a.value().compareTo(b.value())
                        : a.name().compareTo(b.name()))
                .map(p -> p.name() + "=" + p.value())
                .collect(Collectors.joining("&"));
    }

    private static String recode(String raw) {
        return PercentCoding.encode(PercentCoding.decodeBytes(raw.replace('+', ' ')), false);
    }

    /** The values of a header, each trimmed and with runs of blanks folded to one space, joined by commas. */
    static String value(HttpHeaders headers, String name) {
        StringBuilder text = new StringBuilder();
        value(headers.all(name), text);
        return text.toString();
    }

    private static void value(List<String> values, StringBuilder text) {
        for (int i = 0; i < values.size(); i++) {
            fold(values.get(i).strip(), text.append(i > 0 ? "," : ""));
        }
    }

    private static void fold(String value, StringBuilder text) {
        boolean blank = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean isBlank = c == ' ' || c == '\t';
            if (!isBlank) {
                text.append(c);
            } else if (!blank) {
                text.append(' ');
            }
            blank = isBlank;
        }
    }
}
