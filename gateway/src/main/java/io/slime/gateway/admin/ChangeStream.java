package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.account.AccessKey;
import io.slime.gateway.account.Accounts;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.live.Ending;
import io.slime.gateway.live.Listener;
import io.slime.gateway.live.Live;
import io.slime.gateway.live.Topic;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /stream}: server-sent events that say what changed, never what it is now. It ends with what proved who asked, with the gateway,
 * and when its client goes; a beat now and then shows both ends that the other is there.
 */
final class ChangeStream {
    /** How often it is looked whether who listens still may. Keys are remembered for 4 s, and must be refused within 5. */
    private static final Duration STEP = Duration.ofMillis(800);

    /** Proxies give up silent connections after 30 s or more. */
    private static final Duration BEAT = Duration.ofSeconds(15);

    private final Live live;
    private final Signatures signatures;
    private final Accounts accounts;

    ChangeStream(Live live, Signatures signatures, Accounts accounts) {
        this.live = live;
        this.signatures = signatures;
        this.accounts = accounts;
    }

    /** Tells what changes until somebody ends it. */
    void serve(AdminRequest request) throws IOException {
        request.query();
        if (request.path().size() > 1) {
            throw Rejection.notFound("no such route");
        }
        if (!request.method().equals("GET")) {
            throw Rejection.method("GET");
        }
        Signature shown = request.signature();
        String owner = shown.sessionId().orElseGet(() -> "key " + shown.accessKeyId());
        try (Listener listener = live.listen(owner).orElseThrow(ChangeStream::full)) {
            tell(request.call(), listener, shown.accessKeyId());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while nothing changed");
        }
    }

    private static Rejection full() {
        return Rejection.of(503, "too many listen, or this gateway is about to stop: ask for the things themselves");
    }

    private void tell(HttpCall call, Listener listener, String accessKeyId) throws IOException, InterruptedException {
        call.setHeader("Content-Type", "text/event-stream");
        call.setHeader("Cache-Control", "no-store, no-transform");
        call.setHeader("X-Accel-Buffering", "no");
        call.setHeader("X-Content-Type-Options", "nosniff");
        HttpCall.Output out = call.begin(200, -1);
        send(
                out,
                "hello",
                Json.document("stream").put("rev", listener.revision()).put("beat_seconds", BEAT.toSeconds()));
        long spoke = System.nanoTime();
        Optional<Ending> ending = Optional.empty();
        while (ending.isEmpty()) {
            Map<Topic, Long> news = listener.await(STEP);
            ending =
                    listener.ending().or(() -> may(call, accessKeyId) ? Optional.empty() : Optional.of(Ending.SESSION));
            if (ending.isEmpty()) {
                for (Map.Entry<Topic, Long> change : news.entrySet()) {
                    send(out, change.getKey().text(), Json.object().put("rev", change.getValue()));
                    spoke = System.nanoTime();
                }
            }
            if (System.nanoTime() - spoke >= BEAT.toNanos()) {
                send(out, "beat", Json.object());
                spoke = System.nanoTime();
            }
        }
        send(out, "end", Json.object().put("reason", ending.get().text()));
        out.finish();
    }

    private boolean may(HttpCall call, String accessKeyId) {
        return signatures.holds(call)
                && accounts.key(accessKeyId).filter(ChangeStream::administers).isPresent();
    }

    private static boolean administers(AccessKey key) {
        return key.enabled() && key.user().admin() && key.limit().isEmpty();
    }

    private static void send(HttpCall.Output out, String event, ObjectNode data) throws IOException {
        out.write(("event: " + event + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
