package io.slime.metadata.transaction;

/** What a door answers until the room behind it is furnished, which is the next landing. */
public final class Pending {
    private Pending() {}

    /** The exception to throw. */
    public static RuntimeException body() {
        return new UnsupportedOperationException();
    }
}
