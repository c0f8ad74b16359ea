package io.slime.erasure;

import io.slime.erasure.kernel.Combination;
import io.slime.erasure.kernel.Kernel;
import io.slime.erasure.matrix.Matrix;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The Reed-Solomon code of one redundancy: parity cells from data cells, and any cell from any {@code need} others.
 * Systematic, over GF(2^8); its bytes are those of Backblaze's JavaReedSolomon. Immutable and safe for all threads.
 */
public final class ErasureCode {
    /** At most one code for each of the 5,050 redundancies there are. */
    private static final ConcurrentHashMap<Redundancy, ErasureCode> CODES = new ConcurrentHashMap<>();

    private static final Kernel KERNEL = Kernel.chosen();

    private final Redundancy redundancy;
    private final Combination parity;
    private final Decoders decoders;

    private ErasureCode(Redundancy redundancy) {
        Matrix matrix = Matrix.systematic(redundancy.need(), redundancy.total());
        this.redundancy = redundancy;
        this.parity = Combination.of(matrix.rows(redundancy.need(), redundancy.total()));
        this.decoders = new Decoders(matrix);
    }

    /** The code of the redundancy; made once, then shared. */
    public static ErasureCode of(Redundancy redundancy) {
        ErasureCode code = CODES.get(redundancy);
        return code != null ? code : CODES.computeIfAbsent(redundancy, ErasureCode::new);
    }

    /** Name of the kernel that does the coding in this process, for the operator to see. */
    public static String kernel() {
        return KERNEL.name();
    }

    /** The redundancy that this codes for. */
    public Redundancy redundancy() {
        return redundancy;
    }

    /**
     * Computes the parity cells of a stripe in the bytes [offset, offset + length) of each array; other bytes stay as they are.
     *
     * @param cells {@code total} distinct arrays: the first {@code need} are read, the others are overwritten
     * @throws IllegalArgumentException if there are not {@code total} cells
     * @throws IndexOutOfBoundsException if the range is not within each cell
     */
    public void encode(byte[][] cells, int offset, int length) {
        int need = redundancy.need();
        int total = redundancy.total();
        checkCount("cells", cells.length);
        for (byte[] cell : cells) {
            Objects.checkFromIndexSize(offset, length, cell.length);
        }
        if (need < total) {
            KERNEL.combine(
                    parity, Arrays.copyOfRange(cells, 0, need), Arrays.copyOfRange(cells, need, total), offset, length);
        }
    }

    /**
     * Computes the cells that are wanted and not present, data or parity, in the bytes [offset, offset + length) of their arrays.
     * The first {@code need} present cells are read, so data cells are preferred; no other array is touched.
     *
     * @param cells {@code total} distinct arrays; an element may be null where it is neither present nor wanted
     * @param present which cells hold their bytes
     * @param wanted which cells must hold their bytes afterwards
     * @throws IllegalArgumentException if fewer than {@code need} cells are present, an array is null that must not be, or the
     *     arguments do not have {@code total} elements; nothing was written then
     * @throws IndexOutOfBoundsException if the range is not within each cell that is used
     */
    public void reconstruct(byte[] @Nullable [] cells, boolean[] present, boolean[] wanted, int offset, int length) {
        checkCount("cells", cells.length);
        checkCount("present flags", present.length);
        checkCount("wanted flags", wanted.length);
        CellSet sources = CellSet.NONE;
        CellSet targets = CellSet.NONE;
        for (int i = 0; i < cells.length; i++) {
            if (present[i] && sources.size() < redundancy.need()) {
                sources = sources.with(i);
            } else if (!present[i] && wanted[i]) {
                targets = targets.with(i);
            }
        }
        if (sources.size() < redundancy.need()) {
            throw new IllegalArgumentException(
                    "only " + sources.size() + " cells are present, " + redundancy.need() + " are needed");
        }
        byte[][] from = select(cells, sources, offset, length);
        byte[][] to = select(cells, targets, offset, length);
        if (to.length > 0) {
            KERNEL.combine(decoders.decoder(sources, targets), from, to, offset, length);
        }
    }

    private static byte[][] select(byte[] @Nullable [] cells, CellSet set, int offset, int length) {
        byte[][] selected = new byte[set.size()][];
        int at = 0;
        for (int i : set.indexes()) {
            byte[] cell = cells[i];
            if (cell == null) {
                throw new IllegalArgumentException("cell " + i + " is present or wanted, but has no array");
            }
            Objects.checkFromIndexSize(offset, length, cell.length);
            selected[at++] = cell;
        }
        return selected;
    }

    private void checkCount(String what, int count) {
        if (count != redundancy.total()) {
            throw new IllegalArgumentException(
                    "expected " + redundancy.total() + " " + what + " for " + redundancy + ", got " + count);
        }
    }
}
