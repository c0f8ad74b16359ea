package io.slime.metadata.backup;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads a stream of metadata, block by block, each verified before it is used. Used by one thread. */
public final class BackupReader {
    private static final int LARGEST_BLOCK = 64 << 20;

    private final InputStream in;
    private final Inflater inflater = new Inflater();
    private final BackupHeader header;
    private int number;
    private long rows;
    private long keys;
    private long bytes;
    private boolean ended;

    /** A block; its payload is the reader's to keep. */
    static final class Block {
        private final BlockType type;
        private final byte[] payload;

        private Block(BlockType type, byte[] payload) {
            this.type = type;
            this.payload = payload;
        }

        BlockType type() {
            return type;
        }

        byte[] payload() {
            return payload;
        }
    }

    /**
     * Begins to read.
     *
     * @throws BackupException if it is no backup, or one of a newer format
     */
    public BackupReader(InputStream in) throws IOException {
        this.in = in;
        Block first = block();
        if (first.type() != BlockType.HEADER) {
            throw new BackupException("the backup does not begin with its header");
        }
        this.header = BackupHeader.parse(first.payload());
    }

    /** Reads all of a stream and verifies it. */
    public static BackupSize verify(InputStream in) throws IOException {
        BackupReader reader = new BackupReader(in);
        for (Block block = reader.next(); block.type() != BlockType.END; block = reader.next()) {
            if (block.type() == BlockType.TABLE) {
                TableShape.parse(block.payload());
            }
        }
        return reader.size();
    }

    /** What it says of itself. */
    public BackupHeader header() {
        return header;
    }

    /** The next block; the last one is {@link BlockType#END}, and its counts were right. */
    Block next() throws IOException {
        if (ended) {
            throw new IllegalStateException("the backup has ended");
        }
        Block block = block();
        switch (block.type()) {
            case HEADER -> throw new BackupException("the backup has two headers");
            case TABLE -> {}
            case ROWS -> rows += lines(block.payload());
            case KEYS -> keys += lines(block.payload());
            case END -> end(block.payload());
        }
        return block;
    }

    /** What was read so far. */
    BackupSize size() {
        return new BackupSize(rows, keys, bytes);
    }

    private void end(byte[] payload) throws BackupException {
        ByteBuffer counts = ByteBuffer.wrap(payload);
        if (payload.length != 16 || counts.getLong() != rows || counts.getLong() != keys) {
            throw new BackupException("the backup does not have as many rows as it says: " + rows + " were read");
        }
        inflater.end();
        ended = true;
    }

    private Block block() throws IOException {
        ByteBuffer head = ByteBuffer.wrap(read(BackupWriter.HEADER_BYTES));
        if (head.getInt() != BackupWriter.MAGIC) {
            throw new BackupException(
                    number == 0 ? "this is no backup of Slime's metadata" : "the backup is damaged " + where());
        }
        int type = head.getInt();
        int seen = head.getInt();
        int length = head.getInt();
        int stored = head.getInt();
        if (length < 0 || length > LARGEST_BLOCK || stored < 0 || stored > LARGEST_BLOCK + LARGEST_BLOCK / 100) {
            throw new BackupException("the backup is damaged " + where());
        }
        byte[] payload = read(stored);
        CRC32C crc = new CRC32C();
        crc.update(head.array(), 0, BackupWriter.HEADER_BYTES - Integer.BYTES);
        crc.update(payload);
        if ((int) crc.getValue() != head.getInt() || seen != number) {
            throw new BackupException("the backup is damaged " + where() + ": the checksum is another");
        }
        number++;
        bytes += BackupWriter.HEADER_BYTES + stored;
        return new Block(BlockType.of(type), inflate(payload, length));
    }

    private byte[] inflate(byte[] stored, int length) throws BackupException {
        byte[] payload = new byte[length];
        inflater.reset();
        inflater.setInput(stored);
        try {
            if (inflater.inflate(payload) != length) {
                throw new BackupException("the backup is damaged " + where() + ": the length is another");
            }
            return payload;
        } catch (DataFormatException e) {
            throw new BackupException("the backup is damaged " + where() + ": " + e.getMessage());
        }
    }

    private byte[] read(int length) throws IOException {
        byte[] read = in.readNBytes(length);
        if (read.length < length) {
            if (number == 0) {
                throw new BackupException("this is no backup of Slime's metadata");
            }
            throw new EOFException("the backup is cut off " + where());
        }
        return read;
    }

    private String where() {
        return "in block " + number + ", at byte " + bytes;
    }

    private static long lines(byte[] payload) {
        long lines = 0;
        for (byte each : payload) {
            lines += each == '\n' ? 1 : 0;
        }
        return lines;
    }
}
