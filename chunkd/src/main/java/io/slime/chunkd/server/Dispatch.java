package io.slime.chunkd.server;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.wire.ErrorCode;
import io.slime.chunkd.wire.Fields;
import io.slime.chunkd.wire.WireError;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a request from the I/O thread and has it served on a thread of its own, as soon as it is its turn. */
final class Dispatch implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Routing routing;
    private final Turns turns;
    private final Executor threads;
    private final ChunkServerConfig.Limits limits;

    Dispatch(Routing routing, Turns turns, Executor threads, ChunkServerConfig.Limits limits) {
        this.routing = routing;
        this.turns = turns;
        this.threads = threads;
        this.limits = limits;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        boolean ambiguous = Framing.ambiguous(exchange);
        Call call = new Call(exchange, limits);
        if (ambiguous) {
            exchange.setPersistent(false);
        }
        exchange.dispatch(threads, () -> {
            try {
                if (ambiguous) {
                    answer(call, new WireError(ErrorCode.BAD_REQUEST, "a field is there twice or contradicts another"));
                } else {
                    inTurn(call);
                }
            } finally {
                LOG.debug("{}", call);
                call.end();
            }
        });
    }

    private void inTurn(Call call) {
        if (!turns.enter()) {
            answer(call, new WireError(ErrorCode.BUSY, "the chunk server has too many requests, or stops"));
            return;
        }
        try {
            serve(call);
        } finally {
            turns.leave();
        }
    }

    private void serve(Call call) {
        try {
            routing.serve(call);
        } catch (Refusal e) {
            answer(call, e.error());
        } catch (ChunkException e) {
            answer(call, WireError.of(e));
        } catch (IOException e) {
            LOG.debug("{} lost its client", call, e);
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed", call, e);
            answer(call, new WireError(ErrorCode.BROKEN, "the chunk server failed; its log says why"));
        }
    }

    private static void answer(Call call, WireError error) {
        if (call.begun()) {
            return; // half an answer is cut off
        }
        try {
            call.clear();
            call.set(Fields.ERROR, error.code().code());
            // Chunks go without; here it tells anybody whether this machine's clock is right.
            call.set(
                    "Date",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC)));
            if (call.isHead()) {
                call.set(Fields.MESSAGE, URLEncoder.encode(error.message(), StandardCharsets.UTF_8));
            }
            call.json(error.code().status(), error.toJson());
        } catch (IOException e) {
            LOG.debug("{} lost its client", call, e);
        }
    }
}
