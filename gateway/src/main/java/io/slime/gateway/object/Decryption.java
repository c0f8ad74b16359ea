package io.slime.gateway.object;

import io.slime.gateway.encryption.DataKey;
import io.slime.gateway.encryption.Keystream;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ContentKey;
import io.slime.metadata.extent.ExtentTable;
import io.slime.metadata.extent.Layout;
import io.slime.metadata.extent.PartPiece;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decrypts the bytes of a content as they come, each by the data key of the content that it was written in. */
final class Decryption {
    private static final int PAGE = 100;

    private final ExtentTable extents;
    private final Function<ContentKey, DataKey> opener;
    private final Content content;
    private final Deque<PartPiece> pieces = new ArrayDeque<>();
    private @Nullable Keystream keystream;
    private long at;
    private long end;

    /**
     * Of the bytes from {@code from} on.
     *
     * @param opener opens data keys, or throws
     */
    Decryption(ExtentTable extents, Function<ContentKey, DataKey> opener, Content content, long from) {
        this.extents = extents;
        this.opener = opener;
        this.content = content;
        this.at = from;
        DataKey own = opener.apply(content.key().orElseThrow());
        if (!(content.layout() instanceof Layout.Parts)) {
            this.keystream = own.from(from);
            this.end = content.size();
        } else {
            this.end = from;
        }
    }

    /** Decrypts the next {@code length} bytes where they are. */
    void apply(byte[] bytes, int offset, int length) {
        int done = 0;
        while (done < length) {
            if (at == end) {
                nextPiece();
            }
            int piece = (int) Math.min(length - done, end - at);
            Keystream stream = keystream;
            if (stream != null) {
                stream.apply(bytes, offset + done, piece, bytes, offset + done);
            }
            done += piece;
            at += piece;
        }
    }

    private void nextPiece() {
        if (pieces.isEmpty()) {
            List<PartPiece> page = DatabaseCalls.ask(() -> extents.parts(content.id(), at, PAGE));
            pieces.addAll(page);
        }
        PartPiece piece = Optional.ofNullable(pieces.poll())
                .filter(found -> found.start() <= at && at < found.start() + found.length())
                .orElseThrow(() -> new StorageException.ConcurrentConflict("the object was replaced meanwhile"));
        long inner = piece.from() + at - piece.start();
        keystream =
                piece.content().key().map(key -> opener.apply(key).from(inner)).orElse(null);
        end = piece.start() + piece.length();
    }
}
