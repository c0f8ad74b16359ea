package io.slime.metadata.transaction;

/** What a door answers until the room behind it is furnished, which is the next landing. */
public final class Pending {
    private Pending() {}

    /** Refuses. */
    // Every door calls it, whatever its type, until its body is there.
    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"})
    public static <T> T body() {
        throw new UnsupportedOperationException();
    }
}
