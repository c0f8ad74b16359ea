package io.slime.gateway.extent;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.erasure.ErasureCode;
import io.slime.gateway.extent.ExtentSource.Health;
import io.slime.gateway.failure.StorageException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gets one window of the data cells of a stripe: asks for these cells, and where that fails or takes longer than usual for others
 * too, until any {@code need} are there. Used by one thread.
 */
final class CellGathering implements AutoCloseable {
    /** Windows of up to so many bytes are read at once where that is possible: it takes less time than to start a thread. */
    private static final int AT_ONCE = 8 * 1024;

    private final ReadSupply supply;
    private final ExtentSource source;
    private final Window window;
    private final Bell bell = new Bell();
    private final @Nullable CellRead[] reads;
    private final byte[] @Nullable [] cells;
    private final boolean[] resorted;
    private String trouble = "its stores cannot be reached";

    /**
     * What is read.
     *
     * @param stripe the stripe
     * @param low the first byte within each cell
     * @param length how many bytes of each cell
     * @param first the first data cell that is wanted
     * @param last the last data cell that is wanted
     */
    record Window(int stripe, int low, int length, int first, int last) {
        boolean wants(int index) {
            return first <= index && index <= last;
        }
    }

    /** Starts to read the cells that are wanted. */
    CellGathering(ReadSupply supply, ExtentSource source, Window window) {
        this.supply = supply;
        this.source = source;
        this.window = window;
        this.reads = new CellRead[source.total()];
        this.cells = new byte[source.total()][];
        this.resorted = new boolean[source.total()];
        askWanted();
    }

    /** The bytes of the window in a wanted cell, from index 0 on. */
    byte[] cell(int index) {
        byte[] cell = cells[index];
        if (cell == null) {
            throw new IllegalStateException("cell " + index + " is not there");
        }
        return cell;
    }

    /**
     * Waits for them.
     *
     * @throws StorageException.Unavailable if too few stores answer in time
     * @throws StorageException.Unreadable if too few chunks are left
     */
    void await() {
        long deadline =
                System.nanoTime() + supply.workshop().settings().patience().toNanos();
        harvest();
        while (!wantedThere() && present() < source.need()) {
            askMore();
            if (outstanding() == 0) {
                if (!source.moved()) {
                    throw failure();
                }
                restart();
            } else if (System.nanoTime() - deadline > 0) {
                throw new StorageException.Unavailable("extent " + source + ": the stores take too long");
            } else {
                waitForOne(deadline);
                harvest();
            }
        }
        giveUpSlow();
        if (!wantedThere()) {
            decode();
        }
    }

    @Override
    public void close() {
        closeReads();
        for (int i = 0; i < cells.length; i++) {
            byte[] cell = cells[i];
            if (cell != null) {
                supply.workshop().buffers().giveBack(cell);
                cells[i] = null;
            }
        }
    }

    private void askWanted() {
        for (int i = window.first(); i <= window.last(); i++) {
            if (cells[i] == null) {
                ask(i);
            }
        }
    }

    /** Asks for a cell if nothing speaks against its store; whether it was asked for. */
    private boolean ask(int index) {
        if (reads[index] != null || source.health(index) != Health.GOOD) {
            return false;
        }
        Optional<ChunkStore> store =
                source.store(index).flatMap(supply.workshop().cluster()::reach);
        if (store.isEmpty()) {
            source.away(index);
            return false;
        }
        start(index, store.get());
        return true;
    }

    /** Asks, once, a store that failed lately. */
    private boolean resort(int index) {
        if (reads[index] != null || resorted[index] || source.health(index) != Health.AWAY) {
            return false;
        }
        resorted[index] = true;
        Optional<ChunkStore> store =
                source.store(index).flatMap(supply.workshop().cluster()::lastResort);
        store.ifPresent(found -> start(index, found));
        return store.isPresent();
    }

    private void start(int index, ChunkStore store) {
        long from = source.layout().cellStart(window.stripe()) + window.low();
        if (window.length() <= AT_ONCE) {
            byte[] cell = supply.workshop().buffers().lease(window.length());
            if (store.readAtOnce(source.chunk(index), from, window.length(), cell, 0)) {
                cells[index] = cell;
                return;
            }
            supply.workshop().buffers().giveBack(cell);
        }
        CellRead read =
                new CellRead(supply, bell, store, source.chunk(index), new CellRead.Bytes(from, window.length()));
        reads[index] = read;
        supply.workshop().threads().execute(read);
    }

    /** Asks for so many more that it can end without those that failed or are slow. */
    private void askMore() {
        long delay = supply.hedge().now();
        int promising = 0;
        boolean wantedPromising = true;
        for (int i = 0; i < reads.length; i++) {
            CellRead read = reads[i];
            if (cells[i] != null || (read != null && read.age() <= delay)) {
                promising++;
            } else if (window.wants(i)) {
                wantedPromising = false;
            }
        }
        if (wantedPromising) {
            return;
        }
        for (int i = 0; i < reads.length && promising < source.need(); i++) {
            promising += cells[i] == null && ask(i) ? 1 : 0;
        }
        int possible = present() + outstanding();
        for (int i = 0; i < reads.length && possible < source.need(); i++) {
            possible += cells[i] == null && resort(i) ? 1 : 0;
        }
    }

    private void waitForOne(long deadline) {
        long delay = supply.hedge().now();
        long left = deadline - System.nanoTime();
        for (CellRead read : reads) {
            if (read != null && delay - read.age() > 0) {
                left = Math.min(left, delay - read.age());
            }
        }
        bell.lock();
        try {
            for (CellRead read : reads) {
                if (read != null && read.ended()) {
                    return;
                }
            }
            if (left > 0) {
                bell.await(left);
            }
        } finally {
            bell.unlock();
        }
    }

    /** Takes what came. */
    private void harvest() {
        for (int i = 0; i < reads.length; i++) {
            CellRead read = reads[i];
            Optional<ChunkException> failure = read == null ? Optional.empty() : harvest(i, read);
            if (failure.isPresent() && failed(i, failure.get())) {
                restart();
                return;
            }
        }
    }

    private Optional<ChunkException> harvest(int index, CellRead read) {
        bell.lock();
        try {
            if (!read.ended()) {
                return Optional.empty();
            }
            cells[index] = read.take().orElse(null);
            reads[index] = null;
            return read.failure();
        } finally {
            bell.unlock();
        }
    }

    /** Takes note of a failure; whether the extent turned out to be elsewhere. */
    private boolean failed(int index, ChunkException failure) {
        trouble = String.valueOf(failure.getMessage());
        switch (failure) {
            case ChunkException.Missing missing -> {
                if (source.moved()) {
                    return true;
                }
                source.lost(index, "missing");
            }
            case ChunkException.Quarantined quarantined -> source.lost(index, trouble);
            case ChunkException.Refused refused -> source.lost(index, trouble);
            case ChunkException.Unreachable unreachable -> source.away(index);
            case ChunkException.Conflict conflict -> source.away(index);
            case ChunkException.StaleStamp stale -> source.away(index);
            case ChunkException.EraBehind behind -> source.away(index);
            case ChunkException.ForeignCluster foreign -> source.away(index);
            case ChunkException.Full full -> source.away(index);
        }
        return false;
    }

    /** Begins anew with the stores where the extent is now; cells that came stay, since a chunk is the same wherever it is. */
    private void restart() {
        closeReads();
        Arrays.fill(resorted, false);
        askWanted();
    }

    /** Does not ask stores first, in the stripes that follow, which others were faster than. */
    private void giveUpSlow() {
        long delay = supply.hedge().now();
        for (int i = 0; i < reads.length; i++) {
            CellRead read = reads[i];
            if (read != null && read.age() > delay) {
                source.away(i);
            }
        }
    }

    private void decode() {
        boolean[] present = new boolean[cells.length];
        boolean[] wanted = new boolean[cells.length];
        for (int i = 0; i < cells.length; i++) {
            present[i] = cells[i] != null;
            wanted[i] = window.wants(i);
            if (wanted[i] && !present[i]) {
                cells[i] = supply.workshop().buffers().lease(window.length());
            }
        }
        supply.workshop()
                .coding()
                .reconstruct(ErasureCode.of(source.redundancy()), cells, present, wanted, window.length());
    }

    private boolean wantedThere() {
        for (int i = window.first(); i <= window.last(); i++) {
            if (cells[i] == null) {
                return false;
            }
        }
        return true;
    }

    private int present() {
        int count = 0;
        for (byte[] cell : cells) {
            count += cell == null ? 0 : 1;
        }
        return count;
    }

    private int outstanding() {
        int count = 0;
        for (CellRead read : reads) {
            count += read == null ? 0 : 1;
        }
        return count;
    }

    private StorageException failure() {
        return source.gone() > source.redundancy().parity()
                ? new StorageException.Unreadable("extent " + source + " cannot be given back, " + source.gone()
                        + " of " + source.total()
                        + " chunks are lost; bring their stores back (slime store list), or else delete the object"
                        + " or write it again: " + trouble)
                : new StorageException.Unavailable("too few stores of extent " + source + " answer: " + trouble);
    }

    private void closeReads() {
        bell.lock();
        try {
            for (int i = 0; i < reads.length; i++) {
                CellRead read = reads[i];
                if (read != null) {
                    read.close();
                    reads[i] = null;
                }
            }
        } finally {
            bell.unlock();
        }
    }
}
