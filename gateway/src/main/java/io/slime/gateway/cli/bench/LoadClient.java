package io.slime.gateway.cli.bench;

import io.slime.gateway.cli.bench.BenchPlan.Kind;
import java.io.IOException;
import java.util.Optional;

/** One of the clients that make the load: one connection, one request at a time. */
final class LoadClient implements Runnable {
    /** The prefix of all keys. */
    private static final String PREFIX = "slime-bench/";

    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final byte[] NOTHING = {};

    private final BenchPlan plan;
    private final int number;
    private final Content content;
    private final Span span;
    private final Latencies latencies = new Latencies();
    private long requests;
    private long errors;
    private long bytes;
    private Optional<IOException> broken = Optional.empty();

    /** The client of that number. */
    LoadClient(BenchPlan plan, int number, Content content, Span span) {
        this.plan = plan;
        this.number = number;
        this.content = content;
        this.span = span;
    }

    /**
     * What objects hold.
     *
     * @param bytes the bytes
     * @param payload how uploads declare them
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Content(byte[] bytes, String payload) {}

    /**
     * How long a client works.
     *
     * @param kind what it does
     * @param end when it stops, in nanoseconds of {@link System#nanoTime}
     * @param most most requests
     */
    record Span(Kind kind, long end, long most) {}

    @Override
    public void run() {
        LoadSigner signer = new LoadSigner(plan);
        try (LoadConnection connection = new LoadConnection(plan.target())) {
            for (long n = 0; n < span.most() && System.nanoTime() - span.end() < 0; n++) {
                long start = System.nanoTime();
                boolean good = request(span.kind().at(n), n, signer, connection);
                latencies.add(System.nanoTime() - start);
                requests += good ? 1 : 0;
                errors += good ? 0 : 1;
            }
        } catch (IOException e) {
            errors++;
            broken = Optional.of(e);
        }
    }

    private boolean request(Kind kind, long n, LoadSigner signer, LoadConnection connection) throws IOException {
        String key =
                "/" + plan.target().bucket() + "/" + PREFIX + plan.size() + "/" + number + "-" + n % plan.objects();
        boolean list = kind == Kind.LIST;
        boolean put = kind == Kind.PUT;
        String method = list ? "GET" : kind.name();
        String path = list ? "/" + plan.target().bucket() : key;
        String query = list ? plan.target().listing(n) : "";
        String head = method + " " + path + (list ? "?" + query : "") + " HTTP/1.1\r\nHost: "
                + plan.target().host() + "\r\n" + (put ? "Content-Length: " + plan.size() + "\r\n" : "")
                + signer.headers(method, path, query, put ? content.payload() : EMPTY_SHA256) + "\r\n";
        int status = connection.exchange(
                head,
                put ? content.bytes() : NOTHING,
                kind == Kind.HEAD || kind == Kind.DELETE,
                kind == Kind.GET ? content.bytes() : NOTHING);
        boolean good = status == 200 || (kind == Kind.DELETE && status == 204);
        bytes += good && (put || kind == Kind.GET) ? plan.size() : 0;
        return good;
    }

    Latencies latencies() {
        return latencies;
    }

    long requests() {
        return requests;
    }

    long errors() {
        return errors;
    }

    long bytes() {
        return bytes;
    }

    /** Why it stopped early, if it did. */
    Optional<IOException> broken() {
        return broken;
    }
}
