package io.slime.gateway.http;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/** Takes a request from the I/O thread, admits it, and has its front serve it on a virtual thread. */
final class Dispatch implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    /** How many refusals may be under way at the same time; beyond it they are curt. */
    private static final int MAX_REFUSALS = 1024;

    private final Front front;
    private final Admission admission;
    private final Executor threads;
    private final ServerConfig.Limits limits;
    private final TrustedProxies proxies;
    private final Optional<RecentRequests> recent;
    private final Semaphore refusals = new Semaphore(MAX_REFUSALS);

    Dispatch(Front front, Admission admission, Executor threads, ServerConfig config) {
        this.front = front;
        this.admission = admission;
        this.threads = threads;
        this.limits = config.limits();
        this.proxies = config.proxies();
        this.recent = config.recent();
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        HttpCall call = new HttpCall(exchange, newId(), limits, proxies);
        long start = System.nanoTime();
        exchange.addExchangeCompleteListener(Dispatch::completeOnIoThread);
        if (Framing.ambiguous(exchange)) {
            refuse(exchange, call, Refusal.MALFORMED);
        } else if (admission.tryEnter()) {
            if (admission.endingConnections() || Framing.hasIgnoredBody(exchange)) {
                call.closeAfterwards();
            }
            exchange.dispatch(threads, () -> {
                try {
                    serve(call);
                } finally {
                    end(call, start);
                    admission.leave();
                }
            });
        } else {
            refuse(exchange, call, admission.stopping() ? Refusal.STOPPING : Refusal.OVERLOADED);
        }
    }

    private void refuse(HttpServerExchange exchange, HttpCall call, Refusal reason) {
        long start = System.nanoTime();
        if (reason != Refusal.OVERLOADED) {
            call.closeAfterwards();
        }
        if (!refusals.tryAcquire()) {
            refuseCurtly(exchange);
            return;
        }
        exchange.dispatch(threads, () -> {
            try {
                answer(call, reason);
            } finally {
                end(call, start);
                refusals.release();
            }
        });
    }

    /** Says no more than the status, without a thread; of a client that still sends a body, the connection is dropped. */
    private static void refuseCurtly(HttpServerExchange exchange) {
        if (!exchange.isRequestComplete()) {
            IoUtils.safeClose(exchange.getConnection());
            return;
        }
        exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, 1);
        exchange.setPersistent(false);
        exchange.endExchange();
    }

    private void serve(HttpCall call) {
        try {
            front.serve(call);
        } catch (IOException e) {
            LOG.debug("{} lost its client", call.requestId(), e);
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed", call.requestId(), e);
            answer(call, Refusal.BROKEN);
        }
    }

    private void answer(HttpCall call, Refusal reason) {
        if (call.begun()) {
            return;
        }
        try {
            call.clearHeaders();
            call.send(front.refusal(call, reason));
        } catch (IOException e) {
            LOG.debug("{} lost its client", call.requestId(), e);
        }
    }

    private void end(HttpCall call, long start) {
        if (AccessLog.wanted() || recent.isPresent()) {
            ServedRequest served = call.served(System.nanoTime() - start);
            recent.ifPresent(requests -> requests.add(served));
            if (AccessLog.wanted()) {
                AccessLog.write(served);
            }
        }
        call.finish();
    }

    /**
     * Hands the connection back on its I/O thread. Undertow would do that on this thread and wake the I/O thread meanwhile, which
     * then spins until this one is done: where threads outnumber cores that is as long as a time slice.
     */
    private static void completeOnIoThread(HttpServerExchange exchange, ExchangeCompletionListener.NextListener next) {
        if (exchange.isInIoThread()) {
            next.proceed();
            return;
        }
        try {
            exchange.getIoThread().execute(next::proceed);
        } catch (RejectedExecutionException e) {
            next.proceed(); // the server stops
        }
    }

    /** Sixteen hex digits, as S3's own look. Only to be searched for: nothing is secret about it. */
    private static String newId() {
        return HexFormat.of()
                .withUpperCase()
                .toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
