package io.slime.chunkd.disk;

/** A change of a simulated drive; files and directories are named by their inode numbers. */
public sealed interface DiskOp {
    /** A file or directory gets a name. */
    record Link(long directory, String name, long inode, boolean isDirectory) implements DiskOp {}

    /** A name is taken away. */
    record Unlink(long directory, String name) implements DiskOp {}

    /** A name is given up for another, which may have been another file's. */
    record Rename(long from, String oldName, long to, String newName) implements DiskOp {}

    /** Bytes are written. */
    record Write(long inode, long position, Bytes bytes) implements DiskOp {}

    /** The file is made at least so long. */
    record Grow(long inode, long size) implements DiskOp {}

    /** Whole blocks become zeros. */
    record Punch(long inode, long from, long length) implements DiskOp {}

    /** All bytes written so far are durable. */
    record Sync(long inode) implements DiskOp {}

    /** A sync that failed: bytes not durable before never will be, though they are still read. */
    record FailedSync(long inode) implements DiskOp {}

    /** All names given and taken so far in the directory are durable. */
    record SyncDirectory(long directory) implements DiskOp {}

    /** The drive loses a bit of what is durable. */
    record Rot(long inode, long position) implements DiskOp {}

    /** Something that the test wants to remember at this point. */
    record Note(Object what) implements DiskOp {}

    /**
     * Bytes that are not compared.
     *
     * @param array never changed
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] array) {
        @Override
        public String toString() {
            return array.length + " bytes";
        }
    }
}
