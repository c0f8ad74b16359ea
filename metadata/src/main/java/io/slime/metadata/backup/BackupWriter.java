package io.slime.metadata.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;

/**
 * Writes a stream of metadata: blocks of at most about 256 KiB, each deflated, numbered and with a CRC32C of its own. A stream
 * without its last block is no backup. Used by one thread.
 */
final class BackupWriter {
    /** {@code SLMB}, with which every block begins. */
    static final int MAGIC = 0x534c4d42;

    /** Bytes before the payload: magic, type, number, length, stored length, checksum. */
    static final int HEADER_BYTES = 24;

    private static final int BLOCK = 256 * 1024;

    private final OutputStream out;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final ByteArrayOutputStream block = new ByteArrayOutputStream(BLOCK + 4096);
    private BlockType type = BlockType.HEADER;
    private int number;
    private long rows;
    private long keys;
    private long bytes;

    /** Begins a stream. */
    BackupWriter(OutputStream out, BackupHeader header) throws IOException {
        this.out = out;
        write(BlockType.HEADER, header.bytes());
    }

    /** Says which table the rows and keys that follow are of. */
    void table(TableShape table) throws IOException {
        write(BlockType.TABLE, table.bytes());
    }

    /** Takes one row, with its line feed. */
    void row(byte[] line) throws IOException {
        rows++;
        add(BlockType.ROWS, line);
    }

    /** Takes the key of one row that changed, with its line feed. */
    void key(byte[] line) throws IOException {
        keys++;
        add(BlockType.KEYS, line);
    }

    /** Ends the stream; does not close it. */
    BackupSize end() throws IOException {
        write(BlockType.END, ByteBuffer.allocate(16).putLong(rows).putLong(keys).array());
        deflater.end();
        out.flush();
        return new BackupSize(rows, keys, bytes);
    }

    private void add(BlockType of, byte[] line) throws IOException {
        if (type != of || block.size() + line.length > BLOCK) {
            flush();
            type = of;
        }
        block.write(line);
    }

    private void flush() throws IOException {
        if (block.size() > 0) {
            byte[] payload = block.toByteArray();
            block.reset();
            put(type, payload);
        }
    }

    private void write(BlockType of, byte[] payload) throws IOException {
        flush();
        put(of, payload);
    }

    private void put(BlockType of, byte[] payload) throws IOException {
        byte[] stored = new byte[payload.length + payload.length / 1000 + 64];
        deflater.reset();
        deflater.setInput(payload);
        deflater.finish();
        int length = deflater.deflate(stored);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES)
                .putInt(MAGIC)
                .putInt(of.code)
                .putInt(number++)
                .putInt(payload.length)
                .putInt(length);
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, HEADER_BYTES - Integer.BYTES);
        crc.update(stored, 0, length);
        header.putInt((int) crc.getValue());
        out.write(header.array());
        out.write(stored, 0, length);
        bytes += HEADER_BYTES + length;
    }
}
