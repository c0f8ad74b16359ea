package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.disk.DiskFile;
import io.slime.chunkd.format.Checksums;
import io.slime.chunkd.format.ChunkHeader;
import io.slime.chunkd.format.DamagedChunk;
import io.slime.chunkd.format.StoredChunk;
import io.slime.chunkd.format.VerifiedData;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A chunk in a file of its own, version 1. Bytes [0, 4096): magic, version, header, CRC32C of the checksum table, zeros,
 * and in the last four CRC32C of all before. Then the data; then, on the next multiple of 8, the table: CRC32C of each
 * 64 KiB of data. Big-endian.
 */
final class ChunkFileFormat {
    static final int HEADER = 4096;
    private static final long MAGIC = 0x534C_4D43_484E_4B0AL;
    private static final int VERSION = 1;
    private static final int CRC_AT = HEADER - 4;

    private ChunkFileFormat() {}

    /** Where the table is in a file with that much data. */
    static long tableStart(long length) {
        return HEADER + (length + 7) / 8 * 8;
    }

    static ByteBuffer encodeTable(int[] sums) {
        ByteBuffer table = ByteBuffer.allocate(4 * sums.length);
        table.asIntBuffer().put(sums);
        return table;
    }

    static ByteBuffer encodeHeader(ChunkHeader header, int tableCrc) {
        ByteBuffer out = ByteBuffer.allocate(HEADER);
        out.putLong(MAGIC).putInt(VERSION);
        header.writeTo(out);
        out.putInt(tableCrc);
        out.clear().limit(CRC_AT);
        int crc = Checksums.of(out);
        out.clear().putInt(CRC_AT, crc);
        return out;
    }

    /** Reads and verifies header and table; the file becomes the chunk's lease. */
    static StoredChunk open(DiskFile file, ChunkId id) throws IOException {
        ByteBuffer block = readHeader(file);
        ChunkHeader header = decode(block, id);
        int tableCrc = block.getInt();
        ByteBuffer table = ByteBuffer.allocate(4 * Checksums.blocks(header.length()));
        try {
            file.read(table, tableStart(header.length()));
        } catch (EOFException e) {
            throw new DamagedChunk("the file is too short");
        }
        if (Checksums.of(table.flip()) != tableCrc) {
            throw new DamagedChunk("the checksum table fails its checksum");
        }
        int[] sums = new int[table.limit() / 4];
        table.clear().asIntBuffer().get(sums);
        return new StoredChunk(header, new VerifiedData(file::read, HEADER, header.length(), sums), file);
    }

    /** Reads and verifies the header alone. */
    static ChunkHeader header(DiskFile file, ChunkId id) throws IOException {
        return decode(readHeader(file), id);
    }

    private static ByteBuffer readHeader(DiskFile file) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(HEADER);
        try {
            file.read(block, 0);
        } catch (EOFException e) {
            throw new DamagedChunk("the file is shorter than its header");
        }
        block.flip().limit(CRC_AT);
        if (Checksums.of(block) != block.clear().getInt(CRC_AT)) {
            throw new DamagedChunk("the header fails its checksum");
        }
        return block;
    }

    private static ChunkHeader decode(ByteBuffer block, ChunkId id) throws DamagedChunk {
        if (block.getLong() != MAGIC) {
            throw new DamagedChunk("not a chunk file");
        }
        int version = block.getInt();
        if (version != VERSION) {
            throw new ChunkException.Refused("chunk file of format " + version);
        }
        ChunkHeader header = ChunkHeader.readFrom(block);
        if (!header.id().equals(id)) {
            throw new DamagedChunk("the file holds chunk " + header.id());
        }
        return header;
    }
}
