package io.slime.metadata.bucket;

/** Whether a bucket keeps the versions that a write replaces. */
public enum Versioning {
    /** It never did. */
    OFF(0),
    /** It does. */
    ENABLED(1),
    /** It did once; new versions have the id {@code null} and replace one another. */
    SUSPENDED(2);

    private final int code;

    Versioning(int code) {
        this.code = code;
    }

    /** How the database says it. */
    public int code() {
        return code;
    }

    /** What the database says; an {@link IllegalArgumentException} for what this release does not know. */
    public static Versioning of(int code) {
        return switch (code) {
            case 0 -> OFF;
            case 1 -> ENABLED;
            case 2 -> SUSPENDED;
            default -> throw new IllegalArgumentException("versioning " + code);
        };
    }
}
