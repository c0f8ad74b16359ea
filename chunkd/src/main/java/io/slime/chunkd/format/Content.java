package io.slime.chunkd.format;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A chunk's data before it is stored. */
public interface Content {
    /** Bytes of data. */
    long length();

    /** CRC32C of each block. */
    int[] sums();

    /** Fills the buffer from a position of the data. */
    void read(ByteBuffer into, long from) throws IOException;
}
