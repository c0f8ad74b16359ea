package io.slime.chunkd.client;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes to and from a chunk server; used by one thread at a time, closed by any. */
interface Link extends AutoCloseable {
    /** Writes all of the buffers. */
    void write(ByteBuffer... buffers) throws IOException;

    /**
     * Waits for bytes.
     *
     * @return how many came, at least 1; -1 when the server closed the connection
     */
    int read(ByteBuffer into) throws IOException;

    /** The same without waiting: 0 when nothing came. */
    int poll(ByteBuffer into) throws IOException;

    @Override
    void close() throws IOException;
}
