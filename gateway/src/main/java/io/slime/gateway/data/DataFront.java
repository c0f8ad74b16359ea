package io.slime.gateway.data;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.Front;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.http.Refusal;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native API, for curl and scripts: {@code /data/key}, {@code /data/?mode=…}, {@code /stores}, {@code /redundancy}. Errors
 * are {@code {"error":"…"}}.
 */
public final class DataFront implements Front {
    private static final Logger LOG = LoggerFactory.getLogger(DataFront.class);
    private static final String DATA = "/data/";

    private final Access access;
    private final ObjectPut put;
    private final ObjectGet get;
    private final ObjectDelete delete;
    private final Keyspace keyspace;
    private final StoresResource stores;
    private final RedundancyResource redundancy;

    /**
     * Serves a core to those it trusts.
     *
     * @param core what is served
     * @param trust to whom
     * @param threads runs what goes on beside a request: one virtual thread a task
     */
    public DataFront(DataCore core, Trust trust, Executor threads) {
        this.access = new Access(trust, core.buckets());
        this.put = new ObjectPut(core.objects(), threads);
        this.get = new ObjectGet(core.objects());
        this.delete = new ObjectDelete(core.objects());
        this.keyspace = new Keyspace(core.objects(), core.stores(), core.cluster());
        this.stores = new StoresResource(core.stores());
        this.redundancy = new RedundancyResource(core.stores());
    }

    @Override
    public void serve(HttpCall call) throws IOException {
        try {
            Requester requester = access.identify(call);
            call.describe(call.method(), requester.name());
            access.pace(requester);
            try {
                route(call, requester);
            } finally {
                access.count(requester, call.bodyBytes());
            }
        } catch (Rejection rejection) {
            refuse(call, rejection.answer());
        } catch (Unauthorized e) {
            Answer answer = Replies.error(401, String.valueOf(e.getMessage()));
            refuse(
                    call,
                    answer.with(
                            "WWW-Authenticate", "AWS4-HMAC-SHA256" + (call.secure() ? ", Basic realm=\"slime\"" : "")));
        } catch (StorageException e) {
            if (e instanceof StorageException.Broken) {
                LOG.error("{} {} {}: {}", call.requestId(), call.method(), call.rawPath(), e.reason(), e);
            } else if (e instanceof StorageException.Outage) {
                LOG.warn("{} {} {}: {}", call.requestId(), call.method(), call.rawPath(), e.reason());
            }
            refuse(call, Replies.of(e));
        }
    }

    /** Sends the answer, unless another one has begun: then that one stays unfinished, which resets the connection. */
    private static void refuse(HttpCall call, Answer answer) throws IOException {
        if (!call.begun()) {
            call.clearHeaders();
            call.send(answer);
        }
    }

    private void route(HttpCall call, Requester requester) throws IOException {
        String path = call.rawPath();
        if (path.startsWith(DATA) && path.length() > DATA.length()) {
            object(call, requester, path.substring(DATA.length()));
            return;
        }
        switch (path) {
            case DATA, "/data" -> {
                access.requireAdmin(requester);
                requireRead(call);
                call.send(keyspace.answer(call.rawQuery()));
            }
            case "/stores" -> {
                access.requireAdmin(requester);
                Query.parse(call.rawQuery(), Set.of());
                if (posts(call)) {
                    stores.operate(call, requester);
                }
                call.send(stores.answer());
            }
            case "/redundancy" -> {
                access.requireAdmin(requester);
                Query.parse(call.rawQuery(), Set.of());
                if (posts(call)) {
                    redundancy.set(call, requester);
                }
                call.send(redundancy.answer());
            }
            case "/" -> {
                requireRead(call);
                call.send(Replies.text("Slime: /data/key, /data/?mode=list, /stores, /redundancy\n"));
            }
            default -> throw Rejection.of(404, "there is nothing here: /data/key, /stores, /redundancy");
        }
    }

    private void object(HttpCall call, Requester requester, String rawKey) throws IOException {
        String path = ObjectPath.parse(rawKey);
        Query.parse(call.rawQuery(), Set.of());
        access.requirePath(requester, path);
        switch (call.method()) {
            case "GET", "HEAD" -> get.serve(call, path);
            case "PUT" -> put.serve(call, path, requester);
            case "DELETE" -> delete.serve(call, path);
            default -> throw Rejection.method("GET, HEAD, PUT, DELETE");
        }
    }

    private static void requireRead(HttpCall call) {
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            throw Rejection.method("GET, HEAD");
        }
    }

    private static boolean posts(HttpCall call) {
        return switch (call.method()) {
            case "POST" -> true;
            case "GET", "HEAD" -> false;
            default -> throw Rejection.method("GET, HEAD, POST");
        };
    }

    @Override
    public Answer refusal(HttpCall call, Refusal reason) {
        return switch (reason) {
            case MALFORMED -> Replies.error(400, "the request is ambiguous");
            case OVERLOADED -> Replies.error(503, "too many requests are running");
            case STOPPING -> Replies.error(503, "the server is going down");
            case BROKEN -> Replies.error(500, "something went wrong here; the log has it under " + call.requestId());
        };
    }
}
