package io.slime.gateway.extent;

import java.util.concurrent.atomic.AtomicInteger;

/** The coded cells of one stripe; they are given back when its last holder lets go. It begins with one holder. */
final class Stripe {
    private final Buffers buffers;
    private final byte[][] cells;
    private final int cellLength;
    private final AtomicInteger holders = new AtomicInteger(1);

    Stripe(Buffers buffers, byte[][] cells, int cellLength) {
        this.buffers = buffers;
        this.cells = cells;
        this.cellLength = cellLength;
    }

    /** The array whose first {@link #cellLength} bytes are the cell. */
    byte[] cell(int index) {
        return cells[index];
    }

    int cellLength() {
        return cellLength;
    }

    void retain() {
        holders.incrementAndGet();
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            for (byte[] cell : cells) {
                buffers.giveBack(cell);
            }
        }
    }
}
