package io.slime.gateway.fsck;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.erasure.ErasureCode;
import io.slime.erasure.StripeLayout;
import io.slime.gateway.cluster.Cluster;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads all good chunks of an extent, stripe by stripe: each verifies its own checksums at its store; the data are held against the
 * checksum of the extent, and the other chunks against the data. Memory: one stripe.
 */
final class DeepRead {
    private static final int NONE = -1;

    private final Cluster cluster;
    private final ExtentState extent;
    private final StripeLayout layout;
    private final int need;
    private final int total;
    private final @Nullable ChunkState[] bad;
    private final boolean[] present;
    private final byte[][] cells;
    private final Map<Integer, String> misfit = new HashMap<>();

    DeepRead(Cluster cluster, ExtentState extent) {
        this.cluster = cluster;
        this.extent = extent;
        this.layout = extent.layout();
        this.need = extent.placement().redundancy().need();
        this.total = extent.placement().redundancy().total();
        this.bad = new @Nullable ChunkState[total];
        this.present = new boolean[total];
        int cell = layout.stripes() == 0 ? 0 : layout.cellLength(0);
        this.cells = new byte[total][cell];
    }

    /** The same, with what reading showed. */
    ExtentState run() {
        for (ChunkState chunk : extent.chunks()) {
            present[chunk.index()] = chunk.good();
        }
        Optional<Boolean> right = pass(NONE);
        if (right.equals(Optional.of(false)) && !isolate()) {
            for (ChunkState chunk : extent.chunks()) {
                if (present[chunk.index()] && chunk.index() < need) {
                    misfit.put(chunk.index(), "the data do not have the checksum of the extent");
                }
            }
        }
        return new ExtentState(
                extent.content(),
                extent.row(),
                extent.placement(),
                extent.chunks().stream().map(this::found).toList());
    }

    private ChunkState found(ChunkState chunk) {
        ChunkState failed = bad[chunk.index()];
        String wrong = misfit.get(chunk.index());
        return failed != null ? failed : wrong != null ? with(chunk, ChunkState.State.CORRUPT, wrong) : chunk;
    }

    /** Finds the one chunk without which the others give the right data. */
    private boolean isolate() {
        for (int suspect = 0; suspect < total; suspect++) {
            if (present[suspect] && pass(suspect).equals(Optional.of(true))) {
                misfit.put(suspect, "it does not fit the other chunks and the checksum of the extent");
                return true;
            }
        }
        misfit.clear();
        return false;
    }

    /** Reads all; whether the data, made without one chunk, have the right checksum; empty if there is too little. */
    private Optional<Boolean> pass(int without) {
        misfit.clear();
        CRC32C sum = new CRC32C();
        for (int stripe = 0; stripe < layout.stripes(); stripe++) {
            read(stripe);
            if (!check(stripe, sum, without)) {
                return Optional.empty();
            }
        }
        return Optional.of((int) sum.getValue() == extent.row().crc32c());
    }

    private void read(int stripe) {
        int length = layout.cellLength(stripe);
        for (ChunkState chunk : extent.chunks()) {
            int index = chunk.index();
            if (!present[index]) {
                continue;
            }
            Optional<ChunkStore> store = chunk.store().flatMap(cluster::reach);
            try {
                if (store.isEmpty()) {
                    throw new ChunkException.Unreachable("its store does not answer");
                }
                ChunkId id = new ChunkId(
                        extent.content().epoch(),
                        extent.content().number(),
                        extent.row().position(),
                        index);
                store.get().read(id, layout.cellStart(stripe), length, cells[index], 0);
            } catch (ChunkException.Quarantined e) {
                fail(chunk, ChunkState.State.QUARANTINED, e.reason());
            } catch (ChunkException.Missing e) {
                fail(chunk, ChunkState.State.MISSING, "");
            } catch (ChunkException e) {
                fail(chunk, ChunkState.State.UNKNOWN, String.valueOf(e.getMessage()));
            }
        }
    }

    /** Adds the data of the stripe to the sum, and compares all other chunks with what the data make them; false if there is too little. */
    private boolean check(int stripe, CRC32C sum, int without) {
        int length = layout.cellLength(stripe);
        boolean[] sources = new boolean[total];
        byte[][] made = new byte[total][];
        int taken = 0;
        for (int i = 0; i < total; i++) {
            sources[i] = present[i] && i != without && taken < need;
            taken += sources[i] ? 1 : 0;
            made[i] = sources[i] ? cells[i] : new byte[length];
        }
        if (taken < need) {
            return false;
        }
        boolean[] wanted = new boolean[total];
        Arrays.fill(wanted, true);
        ErasureCode.of(extent.placement().redundancy()).reconstruct(made, sources, wanted, 0, length);
        for (int i = 0; i < need; i++) {
            sum.update(made[i], 0, layout.dataLength(stripe, i));
        }
        for (int i = 0; i < total; i++) {
            if (present[i] && !sources[i] && i != without && !Arrays.equals(made[i], 0, length, cells[i], 0, length)) {
                misfit.putIfAbsent(
                        i, "it does not fit the other chunks, from byte " + layout.cellStart(stripe) + " on");
            }
        }
        return true;
    }

    private void fail(ChunkState chunk, ChunkState.State state, String detail) {
        present[chunk.index()] = false;
        bad[chunk.index()] = with(chunk, state, detail);
    }

    private static ChunkState with(ChunkState chunk, ChunkState.State state, String detail) {
        return new ChunkState(chunk.index(), chunk.store(), state, detail);
    }
}
