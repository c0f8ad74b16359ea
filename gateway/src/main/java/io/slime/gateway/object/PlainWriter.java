package io.slime.gateway.object;

import io.slime.gateway.encryption.ContentKeys;
import io.slime.gateway.encryption.Keystream;
import io.slime.gateway.extent.ContentWriter;
import io.slime.metadata.extent.NewContent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A content being written of plain bytes, which are encrypted on their way if it has a data key. Used by one thread. */
public final class PlainWriter implements AutoCloseable {
    private static final int PIECE = 64 * 1024;

    private final ContentWriter content;
    private final Optional<ContentKeys.Fresh> key;
    private final @Nullable Keystream keystream;
    private final byte[] ciphertext;

    PlainWriter(ContentWriter content, Optional<ContentKeys.Fresh> key) {
        this.content = content;
        this.key = key;
        this.keystream = key.map(fresh -> fresh.key().from(0)).orElse(null);
        this.ciphertext = new byte[keystream == null ? 0 : PIECE];
    }

    /** Takes bytes; waits while stores are slower than the caller. */
    public void write(byte[] bytes, int offset, int length) {
        Keystream stream = keystream;
        if (stream == null) {
            content.write(bytes, offset, length);
            return;
        }
        for (int done = 0; done < length; done += PIECE) {
            int piece = Math.min(PIECE, length - done);
            stream.apply(bytes, offset + done, piece, ciphertext, 0);
            content.write(ciphertext, 0, piece);
        }
    }

    /** Waits until everything is durable on enough stores, as {@link ContentWriter#finish}. */
    public NewContent finish() {
        return content.finish().with(key.map(ContentKeys.Fresh::sealed));
    }

    /** Says that the content was published, or may have been: its chunks stay. */
    public void keep() {
        content.keep();
    }

    /** Lets go, and deletes what was written unless it is kept. */
    @Override
    public void close() {
        content.close();
    }
}
