package io.slime.gateway.journal;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.gateway.maintenance.Stores;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.foreign.ForeignChunk;
import io.slime.metadata.foreign.ForeignContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Puts contents together from their chunks. */
final class Assembly {
    private final Stores stores;

    /** From chunks at those stores. */
    Assembly(Stores stores) {
        this.stores = stores;
    }

    /** What these chunks make, all of which are of that content, ordered by position. */
    Assembled of(ContentId id, List<ForeignChunk> chunks) {
        Map<Integer, List<ForeignChunk>> positions = new TreeMap<>();
        chunks.forEach(chunk -> positions
                .computeIfAbsent(chunk.position(), position -> new ArrayList<>())
                .add(chunk));
        List<Assembled.Piece> pieces = new ArrayList<>();
        Optional<WrittenFor> purpose = Optional.empty();
        long end = 0;
        boolean whole = false;
        for (Map.Entry<Integer, List<ForeignChunk>> position : positions.entrySet()) {
            Optional<Assembled.Piece> piece = piece(id, position.getValue());
            if (piece.isEmpty()) {
                break;
            }
            ChunkDescription description = piece.get().description();
            purpose = purpose.or(() -> Optional.of(WrittenFor.of(id, description)));
            if (position.getKey() != pieces.size()
                    || description.extentStart() != end
                    || piece.get().places().size() < description.need()) {
                break;
            }
            pieces.add(piece.get());
            end += description.extentLength();
            whole = description.last();
        }
        whole &= pieces.size() == positions.size();
        WrittenFor known = purpose.orElse(new WrittenFor("", "", 0, 0));
        long bytes =
                whole ? end : chunks.stream().mapToLong(ForeignChunk::length).sum();
        return new Assembled(
                new ForeignContent(
                        id,
                        known.path(),
                        known.upload(),
                        known.part(),
                        known.millis(),
                        bytes,
                        whole ? ForeignContent.State.WHOLE : ForeignContent.State.INCOMPLETE),
                pieces);
    }

    /** Empty if no chunk of the extent tells what it is. */
    private Optional<Assembled.Piece> piece(ContentId id, List<ForeignChunk> chunks) {
        for (ForeignChunk chunk : chunks) {
            Optional<ChunkStore> store = stores.reach(chunk.store());
            if (store.isEmpty()) {
                continue;
            }
            try {
                ChunkDescription description =
                        store.get().describe(new ChunkId(id.epoch(), id.number(), chunk.position(), chunk.index()));
                return Optional.of(new Assembled.Piece(description, places(id, description, chunks)));
            } catch (ChunkException | IllegalArgumentException e) {
                // Another chunk of the extent may tell.
            }
        }
        return Optional.empty();
    }

    private static Map<Integer, UUID> places(ContentId id, ChunkDescription description, List<ForeignChunk> chunks) {
        long length = new CodedExtent(id, chunks.getFirst().position(), description).chunkLength();
        Map<Integer, UUID> places = new HashMap<>();
        Set<UUID> taken = new HashSet<>();
        for (ForeignChunk chunk : chunks) {
            if (chunk.length() == length
                    && chunk.index() < description.total()
                    && !places.containsKey(chunk.index())
                    && taken.add(chunk.store())) {
                places.put(chunk.index(), chunk.store());
            }
        }
        return places;
    }
}
