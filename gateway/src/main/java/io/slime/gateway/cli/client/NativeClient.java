package io.slime.gateway.cli.client;

import io.slime.gateway.tls.TrustedAuthorities;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The native API of a Slime, ours or the original one: streams in both directions, several requests at once. */
public final class NativeClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A body that comes more slowly than this, in bytes a second, is given up. */
    private static final long LEAST_RATE = 16 * 1024;

    /** What is counted for a body whose length nobody tells. */
    private static final long UNKNOWN_LENGTH = 1L << 30;

    private static final String SHA256 = "X-Content-SHA256";
    private static final List<String> KEPT = List.of(
            "Content-Type", "Content-Encoding", "Content-Language", "Content-Disposition", "Cache-Control", "Expires");

    private final URI base;
    private final Optional<String> authorization;
    private final HttpClient http;

    /**
     * A client of one listener.
     *
     * @param endpoint its URL; its key is shown by Basic authentication, and only over TLS
     */
    public NativeClient(Endpoint endpoint) {
        base = endpoint.url();
        authorization = endpoint.key()
                .filter(key -> "https".equals(base.getScheme()))
                .map(key -> key.id() + ":" + key.secret().value())
                .map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE);
        endpoint.caFile()
                .ifPresent(
                        file -> builder.sslContext(TrustedAuthorities.read(file).clientContext()));
        http = builder.build();
    }

    /** An answer that is none of those that were expected. */
    public static final class UnexpectedAnswer extends IOException {
        private static final long serialVersionUID = 1L;

        UnexpectedAnswer(String message) {
            super(message);
        }
    }

    /**
     * An object on its way.
     *
     * @param sha256 its digest in lower-case hexadecimal digits, if the server told
     * @param length its bytes; negative if the server did not say
     * @param headers what else is to be kept of it
     * @param body its bytes
     */
    public record Incoming(Optional<String> sha256, long length, Map<String, String> headers, InputStream body)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    /**
     * A page of keys in byte order.
     *
     * @param after all are behind it; empty to begin
     * @param limit most keys, up to 10,000
     */
    public List<String> list(String after, int limit) throws IOException, InterruptedException {
        String query = "?mode=list&limit=" + limit + "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
        HttpResponse<String> answer =
                http.send(request("/data/" + query).GET().timeout(PATIENCE).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw unexpected("the list of keys", answer.statusCode(), answer.body());
        }
        return answer.body().isEmpty() ? List.of() : List.of(answer.body().split("\n"));
    }

    /** The SHA-256 of an object; empty if there is no such object, "" if the server does not know. */
    public Optional<String> sha256(String key) throws IOException, InterruptedException {
        HttpResponse<Void> answer = http.send(
                request(path(key))
                        .method("HEAD", BodyPublishers.noBody())
                        .timeout(PATIENCE)
                        .build(),
                BodyHandlers.discarding());
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(answer.headers().firstValue(SHA256).orElse(""));
            case 404 -> Optional.empty();
            default -> throw unexpected("HEAD", answer.statusCode(), "");
        };
    }

    /** Begins to read an object; empty if there is none. */
    public Optional<Incoming> get(String key) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                http.send(request(path(key)).GET().timeout(PATIENCE).build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() == 200) {
            Map<String, String> headers = new TreeMap<>();
            KEPT.forEach(name -> answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value)));
            return Optional.of(new Incoming(
                    answer.headers().firstValue(SHA256),
                    answer.headers().firstValueAsLong("Content-Length").orElse(-1),
                    headers,
                    answer.body()));
        }
        try (InputStream body = answer.body()) {
            if (answer.statusCode() == 404) {
                return Optional.empty();
            }
            throw unexpected("GET", answer.statusCode(), new String(body.readNBytes(1000), StandardCharsets.UTF_8));
        }
    }

    /**
     * Writes an object. The server checks its digest, if it is known.
     *
     * @param body its bytes, which are read to their end
     * @param onlyNew whether it may replace nothing
     * @return the SHA-256 of what is there now; empty if something was there already
     */
    public Optional<String> put(String key, Incoming object, InputStream body, boolean onlyNew)
            throws IOException, InterruptedException {
        BodyPublisher stream = BodyPublishers.ofInputStream(() -> body);
        BodyPublisher sent = object.length() == 0
                ? BodyPublishers.noBody()
                : object.length() < 0 ? stream : BodyPublishers.fromPublisher(stream, object.length());
        HttpRequest.Builder request = request(path(key)).PUT(sent).timeout(patience(object.length()));
        object.headers().forEach(request::setHeader);
        object.sha256().ifPresent(digest -> request.setHeader(SHA256, digest));
        if (onlyNew) {
            request.setHeader("If-Match", "\"nonexistent\"");
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        return switch (answer.statusCode()) {
            case 204 -> Optional.of(answer.headers().firstValue(SHA256).orElse(""));
            case 412 -> Optional.empty();
            default -> throw unexpected("PUT", answer.statusCode(), answer.body());
        };
    }

    /** How long a body of that length may take; negative if it is unknown. */
    static Duration patience(long length) {
        return PATIENCE.plusSeconds((length < 0 ? UNKNOWN_LENGTH : length) / LEAST_RATE);
    }

    private HttpRequest.Builder request(String target) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(target));
        authorization.ifPresent(value -> request.setHeader("Authorization", value));
        return request;
    }

    /** Every byte that is no letter, digit or slash is percent-encoded, dots too: nothing on the way may tidy the path up. */
    private static String path(String key) {
        StringBuilder path = new StringBuilder("/data/");
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '/';
            path.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
        }
        return path.toString();
    }

    private static UnexpectedAnswer unexpected(String what, int status, String body) {
        return new UnexpectedAnswer(what + " was answered " + status + (body.isBlank() ? "" : ": " + body.strip()));
    }

    @Override
    public void close() {
        http.close();
    }
}
