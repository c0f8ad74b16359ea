package io.slime.chunkd.server;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ScrubOrder;
import io.slime.chunkd.wire.DeletionsForm;
import io.slime.chunkd.wire.ErrorCode;
import io.slime.chunkd.wire.ListingForm;
import io.slime.chunkd.wire.Route;
import io.slime.chunkd.wire.StatusForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The requests about stores as a whole. */
final class StoreCalls {
    private static final int MOST_BODY = 1 << 20;
    private static final int MOST_ENTRIES = 10_000;
    private static final String USUAL_ENTRIES = "1000";

    private final ServedStores stores;
    private final Gate gate;

    StoreCalls(ServedStores stores, Gate gate) {
        this.stores = stores;
        this.gate = gate;
    }

    void uuids(Call call) throws IOException {
        StringBuilder lines = new StringBuilder();
        stores.uuids().forEach(uuid -> lines.append(uuid).append('\n'));
        call.text(lines.toString());
    }

    void statuses(Call call) throws IOException {
        call.json(200, StatusForm.write(stores.statuses()));
    }

    void status(Call call, ChunkStore store) throws IOException {
        call.json(200, StatusForm.write(store.status()));
    }

    void list(Call call, ChunkStore store) throws IOException {
        Map<String, String> query = call.query(Set.of("after", "limit"));
        long limit = Parameters.number("limit", query.getOrDefault("limit", USUAL_ENTRIES), MOST_ENTRIES);
        Optional<ChunkId> after = Optional.ofNullable(query.get("after")).map(StoreCalls::chunk);
        call.json(200, ListingForm.write(store.list(after, (int) limit)));
    }

    void delete(Call call, ChunkStore store) throws IOException {
        long era = Parameters.era(call);
        byte[] body = body(call);
        try {
            call.json(200, DeletionsForm.write(store.delete(DeletionsForm.parse(body), era)));
        } catch (IllegalArgumentException e) {
            throw Refusal.bad(String.valueOf(e.getMessage()));
        }
    }

    void bind(Call call, ChunkStore store) throws IOException {
        UUID cluster = Route.uuid(new String(body(call), StandardCharsets.ISO_8859_1).strip())
                .orElseThrow(() -> Refusal.bad("the body is not the UUID of a cluster, in lower case"));
        store.bind(cluster);
        call.empty(204);
    }

    void scrub(Call call, ChunkStore store) throws IOException {
        ScrubOrder order = ScrubOrder.of(new String(body(call), StandardCharsets.ISO_8859_1).strip())
                .orElseThrow(() -> Refusal.bad("the body is none of start, pause, resume"));
        call.json(200, StatusForm.write(store.scrub(order)));
    }

    private byte[] body(Call call) throws IOException {
        long length = call.body().length();
        if (length < 0 || length > MOST_BODY) {
            throw new Refusal(
                    ErrorCode.TOO_LARGE, "this request needs a content-length of at most " + MOST_BODY + " bytes");
        }
        byte[] body = new byte[(int) length];
        int n = call.body().fill(body);
        byte[] whole = n == body.length ? body : Arrays.copyOf(body, n);
        gate.checkBody(call, whole);
        return whole;
    }

    private static ChunkId chunk(String text) {
        try {
            return ChunkId.parse(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.bad(String.valueOf(e.getMessage()));
        }
    }
}
