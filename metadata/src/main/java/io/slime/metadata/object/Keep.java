package io.slime.metadata.object;

import io.slime.metadata.bucket.Versioning;

/** What becomes of the version that a write finds, as SQL on the row {@code o} before the write. */
enum Keep {
    /** It goes. */
    NOTHING("NULL::jsonb", Keep.UNLOCKED),
    /** It moves behind the new one. */
    ALL(Keep.ROW, "true"),
    /** It moves behind the new one unless its id is {@code null}. */
    NAMED(
            "CASE WHEN o.version_id = 'null' THEN NULL ELSE " + Keep.ROW + " END",
            "(o.version_id <> 'null' OR " + Keep.UNLOCKED + ")");

    private static final String ROW =
            "to_jsonb(o) - " + "'{displaced,previous_epoch,previous_number,previous_size,next_order}'::text[]";
    /** No lock keeps it from being removed, by the time of the database; one that cannot be understood does. */
    static final String UNLOCKED = "NOT (o.legal_hold OR coalesce(o.retain_until > now(), o.lock_mode IS NOT NULL))";

    private final String displaced;
    private final String allowed;

    Keep(String displaced, String allowed) {
        this.displaced = displaced;
        this.allowed = allowed;
    }

    static Keep by(Versioning versioning) {
        return switch (versioning) {
            case OFF -> NOTHING;
            case ENABLED -> ALL;
            case SUSPENDED -> NAMED;
        };
    }

    String displaced() {
        return displaced;
    }

    String allowed() {
        return allowed;
    }
}
