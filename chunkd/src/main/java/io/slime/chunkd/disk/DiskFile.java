package io.slime.chunkd.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file. Reads and writes name their position; they may run concurrently. */
public interface DiskFile extends Closeable {
    /** Bytes in the file. */
    long size() throws IOException;

    /** Fills the buffer's remaining space from a position; at the end of the file an EOFException. */
    void read(ByteBuffer into, long position) throws IOException;

    /** Reads as {@link #read} does, if nothing has to be waited for; false, and nothing in the buffer, if that cannot be done. */
    default boolean readAtOnce(ByteBuffer into, long position) {
        return false;
    }

    /** Writes all of the buffer's remaining bytes at a position. */
    void write(ByteBuffer from, long position) throws IOException;

    /** Makes the bytes written so far durable (fdatasync). After a failure nothing is known about them. */
    void sync() throws IOException;

    /** Lets go of what the system holds of the file in memory, where it can: what is read next comes from the drive. */
    default void forget() {}

    /** Takes the space for bytes [0, length) and makes the file that long, where the file system can; else does nothing. */
    void allocate(long length) throws IOException;

    /** Gives the space of [from, from + length) back, which then reads as zeros; says whether the file system can. */
    boolean punch(long from, long length) throws IOException;
}
