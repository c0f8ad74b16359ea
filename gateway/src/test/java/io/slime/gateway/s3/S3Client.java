package io.slime.gateway.s3;

import io.slime.gateway.s3.auth.ChunkSigning;
import io.slime.gateway.s3.auth.PayloadMode;
import io.slime.gateway.s3.auth.RequestSigner;
import io.slime.gateway.s3.auth.SignedRequest;
import io.slime.gateway.s3.header.HttpHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends single signed requests, exactly as they are given. */
final class S3Client {
    /** A header that is not sent, and says that no digest is to be added. */
    static final String UNCLAIMED = "unclaimed";

    private static final Set<String> CLAIMS = Set.of("content-md5", "x-amz-checksum-crc32");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String authority;
    private final RequestSigner signer;

    S3Client(InetSocketAddress address, String accessKeyId, String secret) {
        this.authority = address.getHostString() + ":" + address.getPort();
        this.signer = new RequestSigner(accessKeyId, secret, S3ForTests.REGION);
    }

    /** What came back. */
    record Reply(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        byte[] body() {
            return response.body();
        }

        String text() {
            return new String(body(), StandardCharsets.UTF_8);
        }

        /** A header, or nothing as text. */
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The text of the first element of that name, or nothing as text. */
        String element(String name) {
            Matcher m = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(text());
            return m.find() ? m.group(1).replace("&quot;", "\"").replace("&amp;", "&") : "";
        }

        /** The error's status and code, or the status. */
        String outcome() {
            String code = element("Code");
            return code.isEmpty() || status() < 300 ? Integer.toString(status()) : status() + " " + code;
        }
    }

    /** Sends a signed request; headers as name, value, name, value. */
    Reply send(String method, String target, String body, String... headers) {
        return send(method, target, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    Reply send(String method, String target, byte[] body, String... headers) {
        SignedRequest signed = signer.sign(
                request(method, target, claimed(method, target, body, headers)),
                new PayloadMode.Unsigned(),
                Instant.now());
        return exchange(signed, body);
    }

    /** Adds the digest that some documents must come with, unless there is one or {@code Content-MD5} is said to be none. */
    private static String[] claimed(String method, String target, byte[] body, String... headers) {
        boolean wanted = method.equals("PUT")
                && target.matches(".*[?&](cors|lifecycle|object-lock|retention|legal-hold)([&=].*)?");
        List<String> all = new ArrayList<>(List.of(headers));
        int none = all.indexOf(UNCLAIMED);
        if (none >= 0) {
            all.subList(none, none + 2).clear();
        } else if (wanted
                && all.stream().map(name -> name.toLowerCase(Locale.ROOT)).noneMatch(CLAIMS::contains)) {
            all.addAll(List.of("Content-MD5", md5(body)));
        }
        return all.toArray(String[]::new);
    }

    private static String md5(byte[] body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A signed request as it goes over the wire, with what signs its chunks. */
    record Wire(String head, ChunkSigning chunks) {}

    Wire wire(String method, String target, PayloadMode payload, String... headers) {
        Instant now = Instant.now();
        SignedRequest signed = signer.sign(request(method, target, headers), payload, now);
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        for (String name : signed.headers().names()) {
            signed.headers().all(name).forEach(value -> head.append(name + ": " + value + "\r\n"));
        }
        return new Wire(head.append("\r\n").toString(), signer.chunks(signed, now));
    }

    /** Puts a body that is framed in chunks already, with an unsigned trailer. */
    Reply trailing(String target, String framed, String... headers) {
        SignedRequest signed =
                signer.sign(request("PUT", target, headers), new PayloadMode.UnsignedChunks(), Instant.now());
        return exchange(signed, framed.getBytes(StandardCharsets.UTF_8));
    }

    Reply get(String target, String... headers) {
        return send("GET", target, "", headers);
    }

    Reply head(String target, String... headers) {
        return send("HEAD", target, "", headers);
    }

    Reply put(String target, String body, String... headers) {
        return send("PUT", target, body, headers);
    }

    Reply delete(String target, String... headers) {
        return send("DELETE", target, "", headers);
    }

    /** Sends a request by a presigned URL. */
    Reply presigned(String method, String target, String body) {
        SignedRequest signed = signer.presign(request(method, target), Instant.now(), Duration.ofMinutes(1));
        return exchange(signed, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a request without any signature. */
    Reply anonymous(String method, String target, String... headers) {
        return exchange(request(method, target, headers), new byte[0]);
    }

    /** The same with a body. */
    Reply anonymous(String method, String target, String body, String[] headers) {
        return exchange(request(method, target, headers), body.getBytes(StandardCharsets.UTF_8));
    }

    private SignedRequest request(String method, String target, String... headers) {
        int question = target.indexOf('?');
        return new SignedRequest(
                method,
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                HttpHeaders.of(headers).has("host")
                        ? HttpHeaders.of(headers)
                        : HttpHeaders.of("host", authority).plus(HttpHeaders.of(headers)));
    }

    private Reply exchange(SignedRequest signed, byte[] body) {
        String query = signed.rawQuery().isEmpty() ? "" : "?" + signed.rawQuery();
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create("http://" + authority + signed.rawPath() + query))
                .timeout(Duration.ofSeconds(60))
                .method(
                        signed.method(),
                        body.length == 0 && !signed.method().startsWith("P")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : signed.headers().names()) {
            Optional.of(name)
                    .filter(n -> !n.equals("host"))
                    .ifPresent(n -> signed.headers().all(n).forEach(value -> builder.header(n, value)));
        }
        try {
            return new Reply(http.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
