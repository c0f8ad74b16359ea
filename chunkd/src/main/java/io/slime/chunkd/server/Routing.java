package io.slime.chunkd.server;

import io.slime.chunkd.wire.ErrorCode;
import io.slime.chunkd.wire.Route;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** From path and method to what serves it. */
final class Routing {
    private final ServedStores stores;
    private final StoreCalls storeCalls;
    private final ChunkCalls chunkCalls;
    private final Gate gate;

    Routing(ServedStores stores, Gate gate, ChunkServerConfig.Limits limits) {
        this.stores = stores;
        this.gate = gate;
        storeCalls = new StoreCalls(stores, gate);
        chunkCalls = new ChunkCalls(limits);
    }

    /** Serves a request, once it has shown that it may come in. */
    void serve(Call call) throws IOException {
        gate.check(call);
        switch (route(call.path())) {
            case Route.Uuids _ -> {
                plain(call, "GET");
                storeCalls.uuids(call);
            }
            case Route.Stores _ -> {
                plain(call, "GET");
                storeCalls.statuses(call);
            }
            case Route.Store(var uuid) -> {
                plain(call, "GET");
                storeCalls.status(call, stores.get(uuid));
            }
            case Route.Cluster(var uuid) -> {
                plain(call, "PUT");
                storeCalls.bind(call, stores.get(uuid));
            }
            case Route.Delete(var uuid) -> {
                plain(call, "POST");
                storeCalls.delete(call, stores.get(uuid));
            }
            case Route.Scrub(var uuid) -> {
                plain(call, "POST");
                storeCalls.scrub(call, stores.get(uuid));
            }
            case Route.Chunks(var uuid) -> {
                method(call, "GET");
                storeCalls.list(call, stores.get(uuid));
            }
            case Route.Chunk(var uuid, var chunk) -> chunkCalls.serve(call, stores.get(uuid), chunk);
            case Route.Description(var uuid, var chunk) -> {
                method(call, "GET");
                chunkCalls.describe(call, stores.get(uuid), chunk);
            }
        }
    }

    private static Route route(String path) {
        Optional<Route> route;
        try {
            route = Route.parse(path);
        } catch (IllegalArgumentException e) {
            throw Refusal.bad(String.valueOf(e.getMessage()));
        }
        return route.orElseThrow(() -> new Refusal(ErrorCode.NO_SUCH_ROUTE, "nothing is at " + path));
    }

    private static void plain(Call call, String method) {
        method(call, method);
        call.query(Set.of());
    }

    private static void method(Call call, String method) {
        if (!call.method().equals(method)) {
            throw new Refusal(ErrorCode.METHOD, "this path takes " + method);
        }
    }
}
