package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.HttpCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer of JSON objects, one a line ({@code application/jsonl}). The last line is of type {@code end}, or {@code error} where
 * something failed on the way: whoever sees neither knows that the answer was cut off.
 */
final class LineStream {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final HttpCall call;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private HttpCall.@Nullable Output out;
    private long flushed;

    LineStream(HttpCall call) {
        this.call = call;
    }

    /** Does the work of a streamed answer. */
    static void serve(StreamedRoutes routes, AdminRequest request) throws IOException {
        LineStream lines = new LineStream(request.call());
        try {
            routes.write(request, lines);
        } catch (StorageException e) {
            if (lines.out == null) {
                throw e;
            }
            lines.line(Json.object().put("type", "error").put("error", e.reason()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        lines.finish();
    }

    /** Adds a line; it goes out when the buffer is full or a second has passed. */
    void line(ObjectNode line) {
        waiting.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
        if (waiting.size() >= BUFFER_BYTES || System.nanoTime() - flushed >= LONGEST_WAIT.toNanos()) {
            try {
                flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private HttpCall.Output flush() throws IOException {
        HttpCall.Output begun = out;
        if (begun == null) {
            call.setHeader("Content-Type", "application/jsonl");
            call.setHeader("Cache-Control", "no-store");
            begun = call.begin(200, -1);
            out = begun;
        }
        begun.write(waiting.toByteArray());
        begun.flush();
        waiting.reset();
        flushed = System.nanoTime();
        return begun;
    }

    private void finish() throws IOException {
        flush().finish();
    }
}
