package io.slime.chunkd.segment;

import io.slime.chunkd.disk.DiskFile;
import io.slime.chunkd.format.DiskErrors;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads a file of which the drive cannot read everything any more. */
final class Salvage {
    private Salvage() {}

    /** Is told of bytes [from, to) of the file that cannot be read. */
    interface Unreadable {
        void at(long from, long to);
    }

    /** Fills the buffer's remaining space from a position; what cannot be read becomes zeros. */
    static void read(DiskFile file, ByteBuffer into, long position, Unreadable unreadable) throws IOException {
        int start = into.position();
        try {
            file.read(into, position);
        } catch (IOException e) {
            check(e);
            into.position(start);
            pieces(file, into, position, unreadable);
        }
    }

    private static void pieces(DiskFile file, ByteBuffer into, long position, Unreadable unreadable)
            throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            ByteBuffer piece = ByteBuffer.allocate(Math.min(Place.SECTOR, into.remaining()));
            try {
                file.read(piece, at);
            } catch (IOException e) {
                check(e);
                piece = ByteBuffer.allocate(piece.capacity());
                unreadable.at(at, at + piece.capacity());
            }
            into.put(piece.clear());
            at += piece.capacity();
        }
    }

    private static void check(IOException e) throws IOException {
        if (!DiskErrors.isDamage(e)) {
            throw e;
        }
    }
}
