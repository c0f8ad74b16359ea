package io.slime.compat.torture;

/** A call on one key, from its beginning until what came of it is written down. */
final class Call {
    private final Book book;
    private final String kind;
    private final String key;
    private final long invoked = System.nanoTime();

    private Call(Book book, String kind, String key) {
        this.book = book;
        this.kind = kind;
        this.key = key;
    }

    static Call begin(Book book, String kind, String key) {
        return new Call(book, kind, key);
    }

    String key() {
        return key;
    }

    String kind() {
        return kind;
    }

    private void step(long answered, Guard guard, long makes, String how) {
        book.count(kind + how);
        book.step(key, new Step(invoked, answered, guard, makes, kind + how));
    }

    /** It took effect. */
    void done(Guard guard, long makes) {
        step(System.nanoTime(), guard, makes, "");
    }

    /** It changed nothing, and tells what was there. */
    void saw(Guard guard) {
        step(System.nanoTime(), guard, Step.NOTHING, "");
    }

    /** Its condition did not hold. */
    void refused(Guard guard) {
        step(System.nanoTime(), guard, Step.NOTHING, " refused");
    }

    /** Nobody knows whether it took effect, or will. */
    void unknown(Guard guard, long makes) {
        step(Step.NEVER, guard, makes, " unknown");
    }

    /** It tells nothing. */
    void failed() {
        book.count(kind + " failed");
    }
}
