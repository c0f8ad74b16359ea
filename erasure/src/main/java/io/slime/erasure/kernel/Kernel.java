package io.slime.erasure.kernel;

/** A way to compute linear combinations of byte arrays over GF(2^8). Stateless and safe for all threads. */
public interface Kernel {
    /** The fastest kernel that passed its self-test in this process; chosen once. */
    static Kernel chosen() {
        return KernelChoice.CHOSEN;
    }

    /** Name of the backend, for people. */
    String name();

    /**
     * Overwrites the bytes [offset, offset + length) of each target with the combination of the same bytes of the sources.
     * The arrays are distinct and hold the range: the caller has checked that.
     *
     * @param combination as many sources and targets as the arrays
     */
    void combine(Combination combination, byte[][] sources, byte[][] targets, int offset, int length);
}
