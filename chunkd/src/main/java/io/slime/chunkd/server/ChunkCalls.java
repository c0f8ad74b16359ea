package io.slime.chunkd.server;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.wire.DescriptionText;
import io.slime.chunkd.wire.ErrorCode;
import io.slime.chunkd.wire.Fields;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The requests about one chunk. */
final class ChunkCalls {
    private final Upload upload;
    private final Download download;

    ChunkCalls(ChunkServerConfig.Limits limits) {
        upload = new Upload(limits.chunkBytes());
        download = new Download(new Pieces(limits.memory(), limits.patience()));
    }

    void serve(Call call, ChunkStore store, ChunkId id) throws IOException {
        switch (call.method()) {
            case "GET" -> {
                call.query(Set.of());
                download.serve(call, store, id);
            }
            case "HEAD" -> stat(call, store, id);
            case "PUT" -> {
                call.query(Set.of());
                upload.serve(call, store, id);
            }
            case "DELETE" -> delete(call, store, id);
            default -> throw new Refusal(ErrorCode.METHOD, "a chunk takes GET, HEAD, PUT and DELETE");
        }
    }

    void describe(Call call, ChunkStore store, ChunkId id) throws IOException {
        call.query(Set.of());
        call.text(DescriptionText.of(store.describe(id)));
    }

    private static void stat(Call call, ChunkStore store, ChunkId id) throws IOException {
        call.query(Set.of());
        ChunkStat stat = Download.stat(store, id);
        call.set(Fields.LENGTH, Long.toString(stat.length()))
                .set(Fields.STAMP, Long.toString(stat.stamp()))
                .head(stat.length());
    }

    private static void delete(Call call, ChunkStore store, ChunkId id) throws IOException {
        String stamp = call.query(Set.of("stamp")).get("stamp");
        if (stamp == null) {
            throw Refusal.bad("DELETE takes ?stamp=, as PUT and listings tell it; 0 for whatever copy is there");
        }
        ChunkDeletion deletion = new ChunkDeletion(id, Parameters.number("stamp", stamp, Long.MAX_VALUE));
        if (!store.delete(List.of(deletion), Parameters.era(call)).isEmpty()) {
            throw new ChunkException.StaleStamp(id);
        }
        call.empty(204);
    }
}
