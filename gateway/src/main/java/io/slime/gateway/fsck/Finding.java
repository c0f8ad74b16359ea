package io.slime.gateway.fsck;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.reference.Use;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * One thing that is not as it should be.
 *
 * @param kind what
 * @param uses the versions and uploads that need it, at most some
 * @param content the content, if it is about one
 * @param position the extent, if it is about one
 * @param chunk the chunk index, if it is about one
 * @param store the store, if it is about one
 * @param detail more, for people; may be empty
 * @param done what was done about it; empty if nothing was
 */
public record Finding(
        Kind kind,
        List<Use> uses,
        Optional<ContentId> content,
        OptionalInt position,
        OptionalInt chunk,
        Optional<UUID> store,
        String detail,
        String done) {
    /** What can be found. */
    public enum Kind {
        /** A chunk is not where it should be. */
        MISSING,
        /** A chunk is of another length than its extent makes it. */
        WRONG_LENGTH,
        /** A chunk is set aside by its store. */
        QUARANTINED,
        /** A chunk is of another content than its extent makes it. */
        CORRUPT,
        /** A chunk was not written yet: the extent is below its total. */
        BELOW_TOTAL,
        /** An extent has too few good chunks at present. */
        UNREADABLE,
        /** An extent has too few good chunks, for good. */
        LOST,
        /** A chunk of a closed epoch that nothing names. */
        ORPHAN,
        /** A chunk of a known extent on a store that is not its place. */
        MISPLACED,
        /** A chunk of an epoch that the database does not know. */
        FOREIGN,
        /** A content that nothing uses and that is not about to be reclaimed. */
        UNREFERENCED,
        /** A counter that is not what counting gives. */
        COUNTER,
        /** A store that does not answer: nothing is known of its chunks. */
        STORE
    }

    /** Keeps a copy. */
    public Finding {
        uses = List.copyOf(uses);
    }

    /** Something about a chunk. */
    static Finding ofChunk(Kind kind, ContentId content, int position, ChunkState chunk) {
        return new Finding(
                kind,
                List.of(),
                Optional.of(content),
                OptionalInt.of(position),
                OptionalInt.of(chunk.index()),
                chunk.store(),
                chunk.detail(),
                "");
    }

    /** Something about no chunk. */
    static Finding of(Kind kind, Optional<ContentId> content, Optional<UUID> store, String detail) {
        return new Finding(kind, List.of(), content, OptionalInt.empty(), OptionalInt.empty(), store, detail, "");
    }

    /** The same of these uses. */
    Finding with(List<Use> used) {
        return new Finding(kind, used, content, position, chunk, store, detail, done);
    }

    /** The same, about which something was done. */
    Finding done(String what) {
        return new Finding(kind, uses, content, position, chunk, store, detail, what);
    }
}
