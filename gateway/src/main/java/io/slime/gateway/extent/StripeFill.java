package io.slime.gateway.extent;

import io.slime.erasure.ErasureCode;
import io.slime.erasure.Redundancy;
import io.slime.erasure.StripeLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** Collects the bytes of one stripe right in its data cells. */
final class StripeFill {
    private final Redundancy redundancy;
    private final int cell;
    private final int capacity;
    private final Workshop workshop;
    private final List<byte[]> cells;
    private int count;

    /**
     * Begins a stripe.
     *
     * @param cell bytes of a full cell of the extent
     * @param capacity bytes of this stripe's cells, as far as known: exact if the stripe is filled, else they are moved at the end
     */
    StripeFill(Workshop workshop, Redundancy redundancy, int cell, int capacity) {
        this.workshop = workshop;
        this.redundancy = redundancy;
        this.cell = cell;
        this.capacity = capacity;
        this.cells = new ArrayList<>(redundancy.total());
    }

    /** Takes bytes until it is full; how many. */
    int put(byte[] bytes, int offset, int length) {
        int taken = Math.min(length, redundancy.need() * capacity - count);
        int done = 0;
        while (done < taken) {
            int index = (count + done) / capacity;
            int at = (count + done) % capacity;
            if (index == cells.size()) {
                cells.add(workshop.buffers().lease(capacity));
            }
            int step = Math.min(capacity - at, taken - done);
            System.arraycopy(bytes, offset + done, cells.get(index), at, step);
            done += step;
        }
        count += taken;
        return taken;
    }

    boolean full() {
        return count == redundancy.need() * capacity;
    }

    /** Data bytes so far. */
    int count() {
        return count;
    }

    /** Codes what was collected, at least one byte, and adds it to the checksum of the extent. */
    Stripe complete(CRC32C crc) {
        StripeLayout layout = new StripeLayout(redundancy, cell, count);
        int length = layout.cellLength(0);
        while (cells.size() < redundancy.need()) {
            cells.add(workshop.buffers().lease(length));
        }
        if (length < capacity) {
            closeRanks(length);
        }
        for (int i = 0; i < redundancy.need(); i++) {
            int data = layout.dataLength(0, i);
            crc.update(cells.get(i), 0, data);
            Arrays.fill(cells.get(i), data, length, (byte) 0);
        }
        while (cells.size() < redundancy.total()) {
            cells.add(workshop.buffers().lease(length));
        }
        byte[][] all = cells.toArray(byte[][]::new);
        workshop.coding().encode(ErasureCode.of(redundancy), all, length);
        return new Stripe(workshop.buffers(), all, length);
    }

    void discard() {
        cells.forEach(workshop.buffers()::giveBack);
        cells.clear();
    }

    /** Moves the bytes from cells of the capacity to shorter ones, the last cell first, so that nothing is overwritten too early. */
    private void closeRanks(int length) {
        for (int i = redundancy.need() - 1; i > 0; i--) {
            int from = i * length;
            int bytes = Math.clamp((long) count - from, 0, length);
            int index = from / capacity;
            int at = from % capacity;
            int head = Math.min(bytes, capacity - at);
            if (bytes > head) {
                System.arraycopy(cells.get(index + 1), 0, cells.get(i), head, bytes - head);
            }
            System.arraycopy(cells.get(index), at, cells.get(i), 0, head);
        }
    }
}
