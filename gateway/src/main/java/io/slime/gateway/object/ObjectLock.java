package io.slime.gateway.object;

import io.slime.gateway.bucket.LockMode;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.object.Lock;
import java.time.Instant;
import java.util.Optional;

/**
 * What keeps a version from being removed (S3 User Guide, "Locking objects with Object Lock").
 *
 * @param retention until when it is retained, if it is or was
 * @param legalHold whether it is held regardless of time; empty if nobody ever said
 */
public record ObjectLock(Optional<Retention> retention, Optional<Boolean> legalHold) {
    /** Nothing does. */
    public static final ObjectLock NONE = new ObjectLock(Optional.empty(), Optional.empty());

    private static final String YES = "1";

    /**
     * A time for which a version is retained.
     *
     * @param mode how strictly
     * @param until until when, by the database's clock
     */
    public record Retention(LockMode mode, Instant until) {}

    /** What the database keeps; a retention without a date is for ever. */
    public static ObjectLock of(Lock kept, Attributes attributes) {
        Optional<Boolean> hold =
                kept.legalHold() || attributes.fact(Attributes.LEGAL_HOLD).isPresent()
                        ? Optional.of(kept.legalHold())
                        : Optional.empty();
        Optional<Retention> retention = kept.mode()
                .map(mode ->
                        new Retention(LockMode.kept(mode), kept.retainUntil().orElse(Instant.MAX)));
        return retention.isEmpty() && hold.isEmpty() ? NONE : new ObjectLock(retention, hold);
    }

    /** Whether nothing is said. */
    public boolean isEmpty() {
        return retention.isEmpty() && legalHold.isEmpty();
    }

    /** How the database keeps it, together with {@link #marked}. */
    public Lock kept() {
        return isEmpty()
                ? Lock.NONE
                : new Lock(
                        retention.map(r -> r.mode().name()), retention.map(Retention::until), legalHold.orElse(false));
    }

    /** The attributes of a version with this lock. */
    public Attributes marked(Attributes attributes) {
        return legalHold.isPresent() ? attributes.withFact(Attributes.LEGAL_HOLD, YES) : attributes;
    }
}
