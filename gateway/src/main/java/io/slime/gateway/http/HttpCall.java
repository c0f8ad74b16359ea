package io.slime.gateway.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.Options;

/**
 * One request and its response, for the one thread that serves it.
 *
 * <p>Path, query and headers are exactly as they came; a char of them is a byte of the wire (ISO-8859-1). Either
 * {@link #send} answers at once, or {@link #begin} starts an answer that {@link Output#finish} ends: one that was begun and
 * not finished resets the connection, so that no client takes half a body for a whole one.
 */
public final class HttpCall {
    /** The response header that carries the request id. */
    public static final String REQUEST_ID = "x-amz-request-id";

    private final HttpServerExchange exchange;
    private final String requestId;
    private final TrustedProxies proxies;
    private final ServerConfig.Limits limits;
    private final RequestBody body;
    private final OptionalLong contentLength;
    private @Nullable ResponseBody response;
    private long keepBytes;
    private String operation = "-";
    private String user = "-";
    private String error = "";
    private String mount = "";
    private Runnable beginning = () -> {};

    HttpCall(HttpServerExchange exchange, String requestId, ServerConfig.Limits limits, TrustedProxies proxies) {
        this.exchange = exchange;
        this.requestId = requestId;
        this.proxies = proxies;
        this.limits = limits;
        this.keepBytes = limits.drainBytes();
        long declared = exchange.getRequestContentLength();
        this.contentLength = declared < 0 ? OptionalLong.empty() : OptionalLong.of(declared);
        this.body = new RequestBody(exchange, patience(), contentLength);
        exchange.getResponseHeaders().put(HttpString.tryFromString(REQUEST_ID), requestId);
    }

    /** The id of this request, unique enough to be searched for. */
    public String requestId() {
        return requestId;
    }

    /** The method as it was sent. */
    public String method() {
        return exchange.getRequestMethod().toString();
    }

    /** The path as on the request line, percent-encoded; without what was entered. */
    public String rawPath() {
        return wholePath().substring(mount.length());
    }

    /** Has the front that serves next see the path below {@code prefix}, with which it must begin. */
    public void enter(String prefix) {
        if (!rawPath().startsWith(prefix + "/")) {
            throw new IllegalArgumentException(rawPath() + " is not below " + prefix);
        }
        mount += prefix;
    }

    private String wholePath() {
        String uri = exchange.getRequestURI();
        if (exchange.isHostIncludedInRequestURI()) {
            int authority = uri.indexOf("://");
            int path = authority < 0 ? -1 : uri.indexOf('/', authority + 3);
            return path < 0 ? "/" : uri.substring(path);
        }
        return uri;
    }

    /** The query as on the request line without {@code ?}; empty when there is none. */
    public String rawQuery() {
        return exchange.getQueryString();
    }

    /** The first value of a header, trimmed. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).map(String::strip);
    }

    /** All values of a header, in order. */
    public List<String> headers(String name) {
        HeaderValues values = exchange.getRequestHeaders().get(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    /** Hands over every header field, name and value, values of one name in their order. */
    public void eachHeader(BiConsumer<String, String> taker) {
        for (HeaderValues values : exchange.getRequestHeaders()) {
            String name = values.getHeaderName().toString();
            values.forEach(value -> taker.accept(name, value));
        }
    }

    /** The address that the connection came from, which may be a proxy's. */
    public InetSocketAddress peer() {
        return exchange.getSourceAddress();
    }

    /** The address of who asked: the peer's, or what trusted proxies say. */
    public InetAddress client() {
        return proxies.client(peer().getAddress(), this::headers);
    }

    /** Whether peer and client both are this very machine. */
    public boolean local() {
        return peer().getAddress().isLoopbackAddress() && client().isLoopbackAddress();
    }

    /** Whether the client asked over TLS: by this connection, or by what a trusted proxy says. */
    public boolean secure() {
        return proxies.secure(peer().getAddress(), this::headers).orElseGet(exchange::isSecure);
    }

    /** The version of TLS that the connection speaks, such as {@code 1.3}; empty without TLS, and behind a trusted proxy. */
    public Optional<String> tlsVersion() {
        SSLSession session = exchange.getConnection().getSslSession();
        return Optional.ofNullable(session)
                .filter(_ -> !proxies.has(peer().getAddress()))
                .map(SSLSession::getProtocol)
                .filter(protocol -> protocol.matches("TLSv[0-9.]+"))
                .map(protocol -> protocol.substring("TLSv".length()))
                .map(version -> version.equals("1") ? "1.0" : version);
    }

    /** Content-Length, where it was sent. */
    public OptionalLong contentLength() {
        return contentLength;
    }

    /** Whether the length of the body is unknown until its end. */
    public boolean chunked() {
        return contentLength.isEmpty() && exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING);
    }

    /**
     * The body without its transfer coding. The first read lets a client go on that waits for {@code 100 Continue}; a
     * client that leaves early gives an IOException, one that stalls a {@link StalledException}.
     */
    public InputStream body() {
        return body;
    }

    /** Names the operation and who asked for it, for the access log. */
    public void describe(String operationName, String userName) {
        this.operation = operationName;
        this.user = userName;
    }

    /** Says by which code the request is refused, for those who look at it later. */
    public void refused(String code) {
        this.error = code;
    }

    /** The operation that {@link #describe} named; {@code -} while none is. */
    public String operation() {
        return operation;
    }

    /** Sets a response header; control characters become spaces, so that no value can end its line. */
    public void setHeader(String name, String value) {
        exchange.getResponseHeaders().put(HttpString.tryFromString(name), clean(value));
    }

    /** A response header as it was set. */
    public Optional<String> responseHeader(String name) {
        return Optional.ofNullable(exchange.getResponseHeaders().getFirst(name));
    }

    /** Takes a response header away. */
    public void dropHeader(String name) {
        exchange.getResponseHeaders().remove(name);
    }

    /** Has a step run when an answer begins, which may still change its headers: how one front wraps another. */
    public void onBegin(Runnable step) {
        beginning = step;
    }

    /** Whether response headers went out, after which the status cannot change. */
    public boolean begun() {
        return response != null;
    }

    /** Whether the answer has begun only so that the client waits: {@link #send} still may say how it ends. */
    public boolean waiting() {
        return response != null && response.promises();
    }

    /**
     * Has the client wait on for an answer that takes long: begins one of 200 the first time, and says white space from then on. The
     * document that {@link #send} gives later ends it, whatever the status of that is.
     *
     * @param contentType what the document will be
     * @param beginning what it will begin with and white space may follow
     */
    public void keepWaiting(String contentType, byte[] beginning) throws IOException {
        ResponseBody out = response;
        if (out == null) {
            setHeader("Content-Type", contentType);
            out = begin(200, -1).out;
            out.promise(beginning);
        } else {
            out.write(' ');
        }
        out.flush();
    }

    /** Bytes of bodies that went by so far, of the request and of the answer. */
    public long bodyBytes() {
        ResponseBody out = response;
        return body.count() + (out == null ? 0 : out.count());
    }

    /** The status of the answer that has begun; 0 while none has. */
    public int status() {
        return response == null ? 0 : exchange.getStatusCode();
    }

    /** Drops response headers that were set for an answer that is not given after all. */
    public void clearHeaders() {
        HeaderMap headers = exchange.getResponseHeaders();
        headers.clear();
        headers.put(HttpString.tryFromString(REQUEST_ID), requestId);
    }

    /** Sends a whole answer. */
    public void send(Answer answer) throws IOException {
        if (response != null && response.promises()) {
            response.keepPromise(answer.body());
            return;
        }
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            setHeader(header.getKey(), header.getValue());
        }
        boolean bodiless = answer.status() == 204 || answer.status() == 304;
        Output out = begin(answer.status(), bodiless ? -1 : answer.body().length);
        if (!bodiless && !method().equals("HEAD")) {
            out.write(answer.body());
        }
        out.finish();
    }

    /**
     * Begins an answer, whose headers go out with the first bytes of the body.
     *
     * @param status the HTTP status
     * @param length the length of the body in bytes, which for HEAD is declared and not written; negative when unknown
     */
    public Output begin(int status, long length) throws IOException {
        if (response != null) {
            throw new IllegalStateException("answered already");
        }
        if (status < 300 && body.empty()) {
            body.invite();
        }
        exchange.setStatusCode(status);
        beginning.run();
        if (length >= 0) {
            exchange.setResponseContentLength(length);
        }
        if (!body.worthDraining(keepBytes)) {
            exchange.setPersistent(false);
        }
        ResponseBody out = new ResponseBody(exchange, patience());
        response = out;
        return new Output(out);
    }

    /** The body of a response. Closing it releases nothing and ends nothing: only {@link #finish} does. */
    public static final class Output extends OutputStream {
        private final ResponseBody out;

        private Output(ResponseBody out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            out.write(data, offset, length);
        }

        /** Writes all that remains in the buffer. */
        public void write(ByteBuffer data) throws IOException {
            out.write(data);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        /** Says that the body is whole, and waits until the client's socket took it. */
        public void finish() throws IOException {
            out.close();
        }
    }

    /** Says that the connection is not to be kept. */
    void closeAfterwards() {
        exchange.setPersistent(false);
    }

    /** Ends the exchange after the front is done: keeps the connection, lets it go, or resets it. */
    void finish() {
        ResponseBody out = response;
        if (out == null || !out.closed()) {
            reset();
            return;
        }
        boolean keep = exchange.isPersistent();
        if (!body.drain(keep ? limits.drainBytes() : limits.drainBytes() * 4, limits.drainWait())) {
            IoUtils.safeClose(exchange.getConnection());
        }
        exchange.endExchange();
    }

    private Patience patience() {
        return new Patience(limits.bodyWait(), limits.leastRate());
    }

    private void reset() {
        try {
            exchange.getConnection().setOption(Options.CLOSE_ABORT, true);
        } catch (IOException | RuntimeException e) {
            AccessLog.lost(requestId, e);
        }
        IoUtils.safeClose(exchange.getConnection());
    }

    /** What is said of it when it has been served. */
    ServedRequest served(long nanos) {
        ResponseBody out = response;
        boolean whole = out != null && out.closed();
        return new ServedRequest(
                Instant.now(),
                client(),
                method(),
                wholePath(),
                out == null ? 0 : exchange.getStatusCode(),
                error,
                whole,
                body.count(),
                out == null ? 0 : out.count(),
                nanos,
                requestId,
                operation,
                user);
    }

    private static String clean(String value) {
        StringBuilder cleaned = null;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                cleaned = cleaned == null ? new StringBuilder(value) : cleaned;
                cleaned.setCharAt(i, ' ');
            }
        }
        return cleaned == null ? value : cleaned.toString();
    }
}
