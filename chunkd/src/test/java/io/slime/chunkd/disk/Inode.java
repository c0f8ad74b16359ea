package io.slime.chunkd.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A simulated file: what is read, what is durable, and the changes in between. */
final class Inode {
    private static final int SECTOR = 512;
    private static final int BLOCK = 4096;

    private final Image live;
    private final Image durable;
    private final List<DiskOp> pending = new ArrayList<>();

    Inode() {
        this(new Image(), new Image());
    }

    private Inode(Image live, Image durable) {
        this.live = live;
        this.durable = durable;
    }

    Image live() {
        return live;
    }

    Inode copy() {
        Inode copy = new Inode(live.copy(), durable.copy());
        copy.pending.addAll(pending);
        return copy;
    }

    void change(DiskOp op) {
        apply(op, live);
        pending.add(op);
    }

    void sync() {
        pending.forEach(op -> apply(op, durable));
        pending.clear();
    }

    void failSync() {
        pending.clear();
    }

    void rot(int position) {
        live.flip(position);
        if (position < durable.size()) {
            durable.flip(position);
        }
    }

    private static void apply(DiskOp op, Image to) {
        switch (op) {
            case DiskOp.Write(long inode, long position, DiskOp.Bytes bytes) ->
                to.write((int) position, bytes.array(), 0, bytes.array().length);
            case DiskOp.Grow(long inode, long size) -> to.grow((int) size);
            case DiskOp.Punch(long inode, long from, long length) -> to.zero((int) from, (int) (from + length));
            default -> throw new IllegalArgumentException(op.toString());
        }
    }

    /** What a power cut leaves. */
    Inode afterPowerCut(Loss loss) {
        Image left = durable.copy();
        switch (loss.fate()) {
            case LOST -> {}
            case KEPT -> pending.forEach(op -> apply(op, left));
            case TORN -> {
                RandomGenerator random = loss.random();
                int all = random.nextInt(pending.size() + 1);
                pending.subList(0, all).forEach(op -> apply(op, left));
                pending.subList(all, pending.size()).forEach(op -> tear(op, left, random));
                if (random.nextInt(4) == 0 && left.size() > durable.size()) {
                    left.cut(random.nextInt(durable.size(), left.size() + 1));
                }
            }
        }
        return new Inode(left, left.copy());
    }

    /** Each sector of a write is kept or lost on its own; one that held nothing durable may hold anything. */
    private void tear(DiskOp op, Image left, RandomGenerator random) {
        switch (op) {
            case DiskOp.Write(long inode, long position, DiskOp.Bytes bytes) -> {
                int start = (int) position;
                int end = start + bytes.array().length;
                for (int at = start; at < end; at = (at / SECTOR + 1) * SECTOR) {
                    int count = Math.min(end, (at / SECTOR + 1) * SECTOR) - at;
                    tearSector(at, new Piece(bytes.array(), at - start, count), left, random);
                }
            }
            case DiskOp.Grow grow -> {
                if (random.nextBoolean()) {
                    apply(grow, left);
                }
            }
            case DiskOp.Punch(long inode, long from, long length) -> {
                for (long at = from; at < from + length; at += BLOCK) {
                    if (random.nextBoolean()) {
                        left.zero((int) at, (int) Math.min(at + BLOCK, from + length));
                    }
                }
            }
            default -> throw new IllegalArgumentException(op.toString());
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Piece(byte[] bytes, int offset, int count) {}

    private void tearSector(int at, Piece piece, Image left, RandomGenerator random) {
        if (random.nextBoolean()) {
            left.write(at, piece.bytes(), piece.offset(), piece.count());
        } else if (at / SECTOR * SECTOR >= durable.size() && random.nextInt(4) == 0) {
            byte[] garbage = new byte[piece.count()];
            random.nextBytes(garbage);
            left.write(at, garbage, 0, garbage.length);
        }
    }
}
