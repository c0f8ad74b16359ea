package io.slime.gateway.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.s3.auth.PayloadMode;
import io.slime.gateway.s3.auth.RequestSigner;
import io.slime.gateway.s3.auth.SignedRequest;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.PercentCoding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.net.ssl.SSLHandshakeException;

/**
 * Speaks the admin API: JSON both ways, signed where there is a key. An answer that is no success becomes a
 * {@link CommandFailure} with the exit code that belongs to it.
 */
public final class AdminClient {
    /** What every signed route is below. */
    public static final String API = "/api/v1";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** A check that finds nothing says nothing for as long as it reads. */
    private static final Duration STREAM_TIMEOUT = Duration.ofHours(1);

    private static final String REGION = "us-east-1";

    private final Endpoint endpoint;
    private final Connector connector;
    private final InstantSource clock;
    private final JsonMapper json = new JsonMapper();

    /** For one server. */
    public AdminClient(Endpoint endpoint, InstantSource clock) {
        this.endpoint = endpoint;
        this.connector = new Connector(endpoint.url(), endpoint.caFile());
        this.clock = clock;
    }

    /** The server it speaks to. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** An object to fill and send. */
    public ObjectNode object() {
        return json.createObjectNode();
    }

    /** A path segment, percent-encoded. */
    public static String segment(String text) {
        return PercentCoding.encode(text);
    }

    /** Fetches; {@code route} is below {@link #API} and may end in a query. */
    public JsonNode get(String route) {
        return call("GET", route, Optional.empty());
    }

    /** Asks for something to be done. */
    public JsonNode post(String route, JsonNode body) {
        return call("POST", route, Optional.of(body));
    }

    /** Sets something. */
    public JsonNode put(String route, JsonNode body) {
        return call("PUT", route, Optional.of(body));
    }

    /** Changes a part of something. */
    public JsonNode patch(String route, JsonNode body) {
        return call("PATCH", route, Optional.of(body));
    }

    /** Removes something. */
    public JsonNode delete(String route) {
        return call("DELETE", route, Optional.empty());
    }

    /**
     * What {@code /readyz} says, ready or not; needs no key.
     *
     * @throws CommandFailure if there is no answer
     */
    public JsonNode ready() {
        HttpCall.Answer answer = send("GET", "/readyz", HttpHeaders.of("host", host()), new byte[0]);
        JsonNode body = parse(answer.body());
        if (!body.has("ready")) {
            throw new CommandFailure(
                    Exit.NO_ANSWER,
                    endpoint.url() + " is not a Slime server (HTTP " + answer.status() + " for /readyz)");
        }
        return body;
    }

    /**
     * Fetches what is no JSON, as it comes.
     *
     * @throws IOException if {@code into} does not take it, or the answer breaks off
     */
    public void download(String route, OutputStream into) throws IOException {
        SignedRequest request = signed("GET", API + route, "", HttpHeaders.of("host", host()), new byte[0]);
        HttpCall.Answer answer =
                HttpCall.fetch(connector, "GET " + API + route, request.headers(), STREAM_TIMEOUT, into);
        if (answer.status() / 100 != 2) {
            throw failure(answer.status(), parse(answer.body()));
        }
    }

    /**
     * Fetches JSON lines and hands over each as it comes, the last one too, which is of type {@code end}.
     *
     * @throws CommandFailure if the answer is cut off or says that something failed; what came before it was handed over
     */
    public void lines(String route, Consumer<JsonNode> taker) {
        lines("GET", route, taker);
    }

    /** The same by another method, with an empty body. */
    public void lines(String method, String route, Consumer<JsonNode> taker) {
        int question = route.indexOf('?');
        String path = API + (question < 0 ? route : route.substring(0, question));
        String query = question < 0 ? "" : route.substring(question + 1);
        SignedRequest request = signed(method, path, query, HttpHeaders.of("host", host()), new byte[0]);
        AtomicReference<String> type = new AtomicReference<>("");
        LineSplitter splitter = new LineSplitter(line -> {
            JsonNode parsed = parse(line);
            type.set(parsed.path("type").asText());
            if (type.get().equals("error")) {
                throw new CommandFailure(Exit.FAILED, parsed.path("error").asText());
            }
            taker.accept(parsed);
        });
        HttpCall.Answer answer;
        try {
            answer = HttpCall.fetch(connector, method + " " + API + route, request.headers(), STREAM_TIMEOUT, splitter);
        } catch (IOException e) {
            throw noAnswer(e);
        }
        if (answer.status() / 100 != 2) {
            throw failure(answer.status(), parse(answer.body()));
        }
        if (!type.get().equals("end")) {
            throw new CommandFailure(Exit.NO_ANSWER, "the answer of " + endpoint.url() + " was cut off");
        }
    }

    private SignedRequest signed(String method, String path, String query, HttpHeaders headers, byte[] body) {
        SignedRequest request = new SignedRequest(method, path, query, headers);
        if (endpoint.key().isEmpty()) {
            return request;
        }
        AccessKey key = endpoint.key().get();
        return new RequestSigner(key.id(), key.secret().value(), REGION)
                .sign(request, new PayloadMode.Signed(sha256(body)), clock.instant());
    }

    private JsonNode call(String method, String route, Optional<JsonNode> content) {
        byte[] body = content.map(node -> node.toString().getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]);
        int question = route.indexOf('?');
        String path = API + (question < 0 ? route : route.substring(0, question));
        String query = question < 0 ? "" : route.substring(question + 1);
        HttpHeaders headers = content.isPresent()
                ? HttpHeaders.of("host", host(), "content-type", "application/json")
                : HttpHeaders.of("host", host());
        SignedRequest request = signed(method, path, query, headers, body);
        HttpCall.Answer answer = send(method, API + route, request.headers(), body);
        JsonNode parsed = parse(answer.body());
        if (answer.status() / 100 != 2) {
            throw failure(answer.status(), parsed);
        }
        return parsed;
    }

    private String host() {
        return endpoint.url().getRawAuthority();
    }

    private HttpCall.Answer send(String method, String target, HttpHeaders headers, byte[] body) {
        try {
            return HttpCall.send(connector, method + " " + target, headers, body, TIMEOUT);
        } catch (IOException e) {
            throw noAnswer(e);
        }
    }

    private CommandFailure noAnswer(IOException e) {
        if (e instanceof SSLHandshakeException) {
            return new CommandFailure(
                    Exit.NO_ANSWER,
                    endpoint.url() + " is not believed: " + e.getMessage(),
                    "name the certificate of its authority with --ca-file, and the server by a name that its certificate has");
        }
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new CommandFailure(
                Exit.NO_ANSWER,
                "no answer from " + endpoint.url() + ": " + why,
                "start it with \"slime server DIR\", or name another one with --url");
    }

    private JsonNode parse(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : json.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private CommandFailure failure(int status, JsonNode body) {
        String said = body.path("error").asText("");
        String error = said.isEmpty() ? endpoint.url() + " answered HTTP " + status : said;
        String next = body.path("next").asText("");
        if (status == 401 || status == 403) {
            String advice =
                    endpoint.key().isEmpty() ? "give --access-key and --secret-key, or --data DIR of the server" : next;
            return new CommandFailure(Exit.NOT_AUTHORISED, said.isEmpty() ? "not authorised" : said, advice);
        }
        return new CommandFailure(Exit.FAILED, error, next);
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
