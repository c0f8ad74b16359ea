package io.slime.chunkd.segment;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An open hash table from 32-bit hashes to packed places, several of which may share a hash. Written under a lock, read
 * without. A cell once taken keeps its hash until the table is built anew, so that a reader never sees a place with the
 * hash of another.
 */
final class PlaceTable {
    private static final long DELETED = -1;
    private static final int SMALLEST = 64;
    private static final double FULLEST = 0.85;
    private static final double ROOM_TO_GROW = 1.25;

    private final ReentrantLock writing = new ReentrantLock();
    private volatile Cells cells = new Cells(SMALLEST);
    private int taken;
    private int live;

    /** One size of the table. */
    private static final class Cells {
        final AtomicLongArray places;
        final int[] hashes;

        Cells(int size) {
            places = new AtomicLongArray(size);
            hashes = new int[size];
        }

        int size() {
            return hashes.length;
        }

        /** Where a hash belongs: the upper half of hash times size. */
        int home(int hash) {
            return (int) (((hash & 0xFFFF_FFFFL) * size()) >>> 32);
        }

        int after(int cell) {
            return cell + 1 == size() ? 0 : cell + 1;
        }

        void add(int hash, long place) {
            int cell = home(hash);
            while (places.get(cell) != 0) {
                cell = after(cell);
            }
            hashes[cell] = hash;
            places.set(cell, place);
        }

        /** The cell that holds the pair, or -1. */
        int find(int hash, long place) {
            int cell = home(hash);
            for (long here = places.get(cell); here != 0; here = places.get(cell)) {
                if (here == place && hashes[cell] == hash) {
                    return cell;
                }
                cell = after(cell);
            }
            return -1;
        }
    }

    /** A walk over the places of one hash. */
    static final class Probe {
        private final Cells cells;
        private final int hash;
        private int cell;

        private Probe(Cells cells, int hash) {
            this.cells = cells;
            this.hash = hash;
            cell = cells.home(hash);
        }

        /** The next place, or 0 at the end. */
        long next() {
            for (long here = cells.places.get(cell); here != 0; here = cells.places.get(cell)) {
                boolean mine = here != DELETED && cells.hashes[cell] == hash;
                cell = cells.after(cell);
                if (mine) {
                    return here;
                }
            }
            return 0;
        }
    }

    Probe probe(int hash) {
        return new Probe(cells, hash);
    }

    void put(int hash, long place) {
        writing.lock();
        try {
            if (taken + 1 > FULLEST * cells.size()) {
                rebuild();
            }
            cells.add(hash, place);
            taken++;
            live++;
        } finally {
            writing.unlock();
        }
    }

    boolean replace(int hash, long old, long place) {
        return set(hash, old, place);
    }

    boolean remove(int hash, long place) {
        return set(hash, place, DELETED);
    }

    /** Takes out every place in a segment; how many there were. */
    int removeAll(int segment) {
        writing.lock();
        try {
            int removed = 0;
            for (int cell = 0; cell < cells.size(); cell++) {
                long place = cells.places.get(cell);
                if (place != 0 && place != DELETED && Place.unpack(place).segment() == segment) {
                    cells.places.set(cell, DELETED);
                    removed++;
                }
            }
            live -= removed;
            return removed;
        } finally {
            writing.unlock();
        }
    }

    private boolean set(int hash, long old, long place) {
        writing.lock();
        try {
            int cell = cells.find(hash, old);
            if (cell >= 0) {
                cells.places.set(cell, place);
                live -= place == DELETED ? 1 : 0;
            }
            return cell >= 0;
        } finally {
            writing.unlock();
        }
    }

    private void rebuild() {
        Cells old = cells;
        Cells next = new Cells(Math.max(SMALLEST, (int) ((live + 1) * ROOM_TO_GROW / FULLEST)));
        for (int cell = 0; cell < old.size(); cell++) {
            long place = old.places.get(cell);
            if (place != 0 && place != DELETED) {
                next.add(old.hashes[cell], place);
            }
        }
        taken = live;
        cells = next;
    }
}
