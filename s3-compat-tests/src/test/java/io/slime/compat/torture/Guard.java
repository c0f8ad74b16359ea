package io.slime.compat.torture;

import java.util.function.LongUnaryOperator;

/**
 * What the state of a key must be at the moment at which a step takes effect.
 *
 * @param kind how the state is looked at
 * @param value what it is compared with, where the kind compares
 */
record Guard(Kind kind, long value) {
    /** The state of a key that has no object. */
    static final long ABSENT_STATE = 0;

    /** How a state, which is the id of the write that made it, is looked at. */
    enum Kind {
        ANY,
        ABSENT,
        PRESENT,
        WRITE,
        CONTENT,
        OTHER_CONTENT
    }

    static Guard any() {
        return new Guard(Kind.ANY, 0);
    }

    static Guard absent() {
        return new Guard(Kind.ABSENT, 0);
    }

    static Guard present() {
        return new Guard(Kind.PRESENT, 0);
    }

    /** The object is the one that this write made. */
    static Guard write(long id) {
        return new Guard(Kind.WRITE, id);
    }

    /** The object has this content, whoever wrote it. */
    static Guard content(long serial) {
        return new Guard(Kind.CONTENT, serial);
    }

    /** There is no object, or one of another content. */
    static Guard otherContent(long serial) {
        return new Guard(Kind.OTHER_CONTENT, serial);
    }

    /** Whether a state satisfies it; {@code contentOf} gives the content of a write. */
    boolean holds(long state, LongUnaryOperator contentOf) {
        return switch (kind) {
            case ANY -> true;
            case ABSENT -> state == ABSENT_STATE;
            case PRESENT -> state != ABSENT_STATE;
            case WRITE -> state == value;
            case CONTENT -> state != ABSENT_STATE && contentOf.applyAsLong(state) == value;
            case OTHER_CONTENT -> state == ABSENT_STATE || contentOf.applyAsLong(state) != value;
        };
    }
}
