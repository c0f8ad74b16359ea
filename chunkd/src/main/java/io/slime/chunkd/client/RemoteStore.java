package io.slime.chunkd.client;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.chunk.ScrubOrder;
import io.slime.chunkd.chunk.StoreStatus;
import io.slime.chunkd.wire.DeletionsForm;
import io.slime.chunkd.wire.DescriptionText;
import io.slime.chunkd.wire.Fields;
import io.slime.chunkd.wire.ListingForm;
import io.slime.chunkd.wire.Route;
import io.slime.chunkd.wire.StatusForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/** A store at a chunk server. */
final class RemoteStore implements ChunkStore {
    /** Bytes that are asked for at once: up to here the server knows that all are good before it answers. */
    private static final int PIECE = 1 << 20;

    private static final int LONGEST_LISTING = 4 << 20;
    private static final int LONGEST_TEXT = 64 * 1024;
    private static final int LONGEST_DELETIONS = 1 << 20;
    private static final int LARGEST_PAGE = 10_000;

    private final Talk talk;
    private final UUID uuid;

    RemoteStore(Talk talk, UUID uuid) {
        this.talk = talk;
        this.uuid = uuid;
    }

    @Override
    public UUID uuid() {
        return uuid;
    }

    @Override
    public StoreStatus status() {
        return talk.call(
                new Request("GET", new Route.Store(uuid).path()),
                (head, exchange) -> StatusForm.parse(exchange.body(LONGEST_TEXT)));
    }

    @Override
    public void bind(UUID cluster) {
        Request request = new Request("PUT", new Route.Cluster(uuid).path())
                .body(cluster.toString().getBytes(StandardCharsets.US_ASCII));
        talk.call(request, (head, exchange) -> true);
    }

    @Override
    public ChunkWriter create(ChunkId id, long length, long era) {
        return new RemoteWriter(talk, id, () -> chunk("PUT", id).era(era), length);
    }

    @Override
    public void read(ChunkId id, long from, int length, byte[] into, int offset) {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (from < 0) {
            throw new ChunkException.Refused("a range from " + from);
        }
        if (length == 0) {
            checkStart(id, from);
        }
        for (int at = 0; at < length; at += PIECE) {
            readPiece(id, from + at, Math.min(PIECE, length - at), into, offset + at);
        }
    }

    private void readPiece(ChunkId id, long from, int length, byte[] into, int offset) {
        Request request = chunk("GET", id).with("range", "bytes=" + from + "-" + (from + length - 1));
        talk.call(request, (head, exchange) -> {
            exchange.body(into, offset, length);
            CRC32C crc = new CRC32C();
            crc.update(into, offset, length);
            if (!head.field(Fields.CRC).orElse("").equals(HexFormat.of().toHexDigits((int) crc.getValue()))) {
                throw new IOException("the bytes changed on the way");
            }
            return true;
        });
    }

    /** HTTP has no range of no bytes. */
    private void checkStart(ChunkId id, long from) {
        ChunkStat stat = talk.call(chunk("HEAD", id), (head, exchange) -> stat(id, head));
        if (from > stat.length()) {
            throw new ChunkException.Refused("a range from " + from + " in a chunk of " + stat.length() + " bytes");
        }
    }

    @Override
    public Optional<ChunkStat> stat(ChunkId id) {
        try {
            return Optional.of(talk.call(chunk("HEAD", id), (head, exchange) -> stat(id, head)));
        } catch (ChunkException.Missing | ChunkException.Quarantined e) {
            return Optional.empty();
        }
    }

    private static ChunkStat stat(ChunkId id, AnswerHead head) throws IOException {
        return new ChunkStat(id, head.number(Fields.LENGTH), head.number(Fields.STAMP));
    }

    @Override
    public ChunkDescription describe(ChunkId id) {
        Request request = new Request("GET", new Route.Description(uuid, id).path()).about(id);
        return talk.call(
                request,
                (head, exchange) ->
                        DescriptionText.parse(new String(exchange.body(LONGEST_TEXT), StandardCharsets.US_ASCII)));
    }

    @Override
    public List<ChunkDeletion> delete(List<ChunkDeletion> deletions, long era) {
        List<ChunkDeletion> refused = new ArrayList<>();
        int at = 0;
        do {
            int end = Math.min(deletions.size(), at + DeletionsForm.MOST);
            Request request = new Request("POST", new Route.Delete(uuid).path())
                    .era(era)
                    .body(DeletionsForm.write(deletions.subList(at, end)));
            refused.addAll(
                    talk.call(request, (head, exchange) -> DeletionsForm.parse(exchange.body(LONGEST_DELETIONS))));
            at = end;
        } while (at < deletions.size());
        return refused;
    }

    @Override
    public List<ChunkStat> list(Optional<ChunkId> after, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new ChunkException.Refused("a listing has 1 to " + LARGEST_PAGE + " entries, not " + limit);
        }
        String query = "?limit=" + limit + after.map(id -> "&after=" + id).orElse("");
        return talk.call(
                new Request("GET", new Route.Chunks(uuid).path() + query),
                (head, exchange) -> ListingForm.parse(exchange.body(LONGEST_LISTING)));
    }

    @Override
    public StoreStatus scrub(ScrubOrder order) {
        Request request = new Request("POST", new Route.Scrub(uuid).path())
                .body(order.word().getBytes(StandardCharsets.US_ASCII));
        return talk.call(request, (head, exchange) -> StatusForm.parse(exchange.body(LONGEST_TEXT)));
    }

    private Request chunk(String method, ChunkId id) {
        return new Request(method, new Route.Chunk(uuid, id).path()).about(id);
    }

    /** Leaves the connections open, which other stores of that server use too. */
    @Override
    public void close() {}
}
