package io.slime.gateway.admin;

import io.slime.gateway.http.HttpCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A signed request of an administrator.
 *
 * @param call the request
 * @param path the segments of the path below {@code /api/v1}, decoded
 * @param signature what was signed
 * @param method what is asked for
 */
record AdminRequest(HttpCall call, List<String> path, Signature signature, String method) {
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    /** One that asks for what the call does. */
    AdminRequest(HttpCall call, List<String> path, Signature signature) {
        this(call, path, signature, call.method());
    }

    /** The segments of an encoded path that begins with a slash. */
    static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String segment : rawPath.substring(1).split("/", -1)) {
            segments.add(decode(segment));
        }
        return List.copyOf(segments);
    }

    /** The method and the segment at 1 and later, with the variable one as {@code *}: what to switch over. */
    String shape(int variable) {
        StringBuilder shape = new StringBuilder(method);
        for (int i = 1; i < path.size(); i++) {
            shape.append(i == 1 ? ' ' : '/').append(i == variable ? "*" : path.get(i));
        }
        return shape.toString();
    }

    /** The parameters of the query: each of these once, and no others but those of a presigned request. */
    Map<String, String> query(String... names) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String pair : call.rawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (name.isEmpty() || name.startsWith("X-Amz-")) {
                continue;
            }
            if (!List.of(names).contains(name)
                    || found.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                throw Rejection.badRequest("the query parameter '" + name + "' is unknown or stands twice");
            }
        }
        return found;
    }

    /** The body, which is an object with at most these fields, and is signed unless a session sent it. */
    JsonBody body(String... fields) throws IOException {
        byte[] bytes = call.body().readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            throw Rejection.of(413, "the body is longer than " + MAX_BODY_BYTES + " bytes");
        }
        if (!signature.session()) {
            demandSigned(bytes);
        }
        return JsonBody.parse(bytes, Set.of(fields));
    }

    private void demandSigned(byte[] bytes) {
        String signed = signature
                .bodySha256()
                .orElseThrow(() -> new Unauthorized("the body must be signed: x-amz-content-sha256 is its SHA-256"));
        if (!signed.equals(sha256(bytes))) {
            throw Rejection.badRequest("the body is not what the signature says");
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String decode(String raw) {
        byte[] out = new byte[raw.length()];
        int n = 0;
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                if (!raw.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*")) {
                    throw Rejection.badRequest("a percent sign stands without two hexadecimal digits");
                }
                out[n++] = (byte) HexFormat.fromHexDigits(raw, i + 1, i + 3);
                i += 2;
            } else {
                out[n++] = (byte) raw.charAt(i);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Arrays.copyOf(out, n)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Rejection.badRequest("the path or query is not UTF-8");
        }
    }
}
