package io.slime.gateway.fsck;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.erasure.ErasureCode;
import io.slime.erasure.StripeLayout;
import io.slime.gateway.cluster.Cluster;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads all good chunks of an extent, stripe by stripe: each verifies its own checksums at its store; the data are held against the
 * checksum of the extent, and the other chunks against the data. A chunk is called corrupt only if others without it give that
 * checksum; where no choice of chunks does, all of them are suspect. Memory: two stripes.
 */
final class DeepRead {
    /** Enough for every choice of 10 out of 14. */
    private static final int MOST_CHOICES = 1001;

    private final Cluster cluster;
    private final ExtentState extent;
    private final StripeLayout layout;
    private final int need;
    private final int total;
    private final @Nullable ChunkState[] bad;
    private final boolean[] present;
    private final byte[][] cells;
    private final byte[][] spare;
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
        this.spare = new byte[total][cell];
    }

    /** The same, with what reading showed. */
    ExtentState run() {
        for (ChunkState chunk : extent.chunks()) {
            present[chunk.index()] = chunk.good();
        }
        Optional<Boolean> right = pass(all());
        boolean unexplained = right.equals(Optional.of(false)) && !explain();
        return new ExtentState(
                extent.content(),
                extent.row(),
                extent.placement(),
                extent.chunks().stream().map(chunk -> found(chunk, unexplained)).toList());
    }

    private ChunkState found(ChunkState chunk, boolean unexplained) {
        ChunkState failed = bad[chunk.index()];
        String wrong = misfit.get(chunk.index());
        if (failed != null) {
            return failed;
        }
        if (unexplained && present[chunk.index()]) {
            return with(chunk, ChunkState.State.SUSPECT, "no choice of chunks gives the checksum of the extent");
        }
        return wrong != null ? with(chunk, ChunkState.State.CORRUPT, wrong) : chunk;
    }

    /**
     * Finds chunks that give the right data, and with them those that do not fit; false if there are none. First as if a single chunk
     * was wrong, which is the usual case and takes a hundredth of the work.
     */
    private boolean explain() {
        Set<BitSet> few = new Choices(all(), need).withoutEach();
        Optional<BitSet> right = choice(few);
        if (right.isEmpty()) {
            Set<BitSet> others = new Choices(all(), need).first(MOST_CHOICES);
            others.removeAll(few);
            right = choice(others);
        }
        return right.map(this::pass).orElse(Optional.empty()).equals(Optional.of(true));
    }

    /** Reads all once more, and makes the data of each of these choices of chunks; one that gives the right checksum. */
    private Optional<BitSet> choice(Set<BitSet> choices) {
        Map<BitSet, CRC32C> sums = new LinkedHashMap<>();
        choices.forEach(choice -> sums.put(choice, new CRC32C()));
        for (int stripe = 0; stripe < layout.stripes() && !sums.isEmpty(); stripe++) {
            read(stripe);
            int at = stripe;
            sums.entrySet().removeIf(each -> !add(at, each.getValue(), each.getKey(), false));
        }
        return sums.entrySet().stream()
                .filter(each -> right(each.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private BitSet all() {
        BitSet all = new BitSet(total);
        for (int i = 0; i < total; i++) {
            all.set(i, present[i]);
        }
        return all;
    }

    private boolean right(CRC32C sum) {
        return (int) sum.getValue() == extent.row().crc32c();
    }

    /** Reads all; whether the data, made of some of these chunks, have the right checksum; empty if there is too little. */
    private Optional<Boolean> pass(BitSet from) {
        misfit.clear();
        CRC32C sum = new CRC32C();
        for (int stripe = 0; stripe < layout.stripes(); stripe++) {
            read(stripe);
            if (!add(stripe, sum, from, true)) {
                misfit.clear();
                return Optional.empty();
            }
        }
        if (!right(sum)) {
            misfit.clear();
        }
        return Optional.of(right(sum));
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

    /**
     * Adds the data of the stripe, made of some of these chunks, to the sum, and compares all other chunks with what the data make
     * them if that is wanted; false if there is too little.
     */
    private boolean add(int stripe, CRC32C sum, BitSet from, boolean compare) {
        int length = layout.cellLength(stripe);
        boolean[] sources = new boolean[total];
        boolean[] wanted = new boolean[total];
        byte[][] made = new byte[total][];
        int taken = 0;
        for (int i = 0; i < total; i++) {
            sources[i] = present[i] && from.get(i) && taken < need;
            taken += sources[i] ? 1 : 0;
            wanted[i] = compare || i < need;
            made[i] = sources[i] ? cells[i] : spare[i];
        }
        if (taken < need) {
            return false;
        }
        ErasureCode.of(extent.placement().redundancy()).reconstruct(made, sources, wanted, 0, length);
        for (int i = 0; i < need; i++) {
            sum.update(made[i], 0, layout.dataLength(stripe, i));
        }
        for (int i = 0; compare && i < total; i++) {
            if (present[i] && !sources[i] && !Arrays.equals(made[i], 0, length, cells[i], 0, length)) {
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
