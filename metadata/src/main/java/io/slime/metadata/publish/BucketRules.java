package io.slime.metadata.publish;

import io.slime.metadata.bucket.Versioning;
import io.slime.metadata.object.Lock;
import io.slime.metadata.transaction.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a bucket says about the versions that are published in it.
 *
 * @param versioning whether old ones are kept
 * @param lockable whether they may be locked
 * @param mode how they are retained if they bring no retention of their own
 * @param until until when, counted from this transaction
 * @param limited whether a quota is set for it
 * @param id tells it from another bucket of the same name; empty where there is no bucket
 */
record BucketRules(
        Versioning versioning,
        boolean lockable,
        Optional<String> mode,
        Optional<Instant> until,
        boolean limited,
        Optional<UUID> id) {
    /** Those of paths in no bucket. */
    static final BucketRules NONE =
            new BucketRules(Versioning.OFF, false, Optional.empty(), Optional.empty(), false, Optional.empty());

    /** Reads them. */
    static BucketRules map(ResultSet row) throws SQLException {
        return new BucketRules(
                Versioning.of(row.getInt("versioning")),
                row.getBoolean("object_lock"),
                Sql.optional(row, "retention_mode"),
                Sql.optionalInstant(row, "retain_until"),
                row.getBoolean("limited"),
                Optional.of(Sql.uuid(row, "bucket_id")));
    }

    /** The lock of a version that brings no retention: with the bucket's, if it has one. */
    Lock lock(Lock brought) {
        return mode.isEmpty() ? brought : new Lock(mode, until, brought.legalHold());
    }
}
