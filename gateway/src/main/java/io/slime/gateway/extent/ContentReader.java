package io.slime.gateway.extent;

import io.slime.gateway.cluster.RunningRead;
import io.slime.gateway.failure.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;

/** A read in progress; every byte that comes out was verified. Used by one thread. Close it, so that reclaim may go on. */
public final class ContentReader implements AutoCloseable {
    private final RunningRead read;
    private final Allowance.Share share;
    private final StripeWalk stripes;
    private Optional<StripeFetch> current = Optional.empty();
    private Optional<StripeFetch> ahead = Optional.empty();

    /** Waits for the first stripe; from now on it is the reader that ends the read, and gives the share back. */
    ContentReader(RunningRead read, Allowance.Share share, StripeWalk stripes) {
        this.read = read;
        this.share = share;
        this.stripes = stripes;
        boolean opened = false;
        try {
            ahead = stripes.next();
            advance();
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    /**
     * Reads what comes next.
     *
     * @return how many bytes, ≥ 1, or -1 at the end
     * @throws StorageException.Unavailable if too few stores answer
     * @throws StorageException.Unreadable if the rest cannot be given back
     */
    public int read(byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            throw new IllegalArgumentException("no room to read into");
        }
        while (current.isPresent()) {
            int count = current.get().read(into, offset, length);
            if (count > 0) {
                return count;
            }
            advance();
        }
        return -1;
    }

    /** Writes all that is left, in pieces as big as they come. */
    public void transferTo(OutputStream out) throws IOException {
        while (current.isPresent()) {
            current.get().transferTo(out);
            advance();
        }
    }

    /** Lets go. */
    @Override
    public void close() {
        current.ifPresent(StripeFetch::close);
        ahead.ifPresent(StripeFetch::close);
        current = Optional.empty();
        ahead = Optional.empty();
        share.close();
        read.close();
    }

    /** Goes on to the stripe that was read ahead, and reads the one after it ahead. */
    private void advance() {
        current.ifPresent(StripeFetch::close);
        current = ahead;
        ahead = Optional.empty();
        if (current.isPresent()) {
            current.get().await();
            ahead = stripes.next();
        }
    }
}
