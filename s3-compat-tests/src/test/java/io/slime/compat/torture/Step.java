package io.slime.compat.torture;

/**
 * One call on one key, as its client saw it.
 *
 * @param invoked when it began, in nanoseconds
 * @param answered when its answer was there, {@link #NEVER} if its outcome is not known
 * @param guard what held when it took effect
 * @param makes the state that it makes: a write's id, 0 for no object, {@link #NOTHING} if it changes nothing
 * @param label what people call it
 */
record Step(long invoked, long answered, Guard guard, long makes, String label) {
    /** The time of an answer that never came: the call may take effect at any time, or not at all. */
    static final long NEVER = Long.MAX_VALUE;

    /** What a read makes. */
    static final long NOTHING = -1;

    boolean unknown() {
        return answered == NEVER;
    }

    boolean reads() {
        return makes == NOTHING;
    }

    /** Whether the two can stand for each other but for when they began. */
    boolean alike(Step other) {
        return makes == other.makes && guard.equals(other.guard);
    }
}
