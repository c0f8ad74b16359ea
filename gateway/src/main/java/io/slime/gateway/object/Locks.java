package io.slime.gateway.object;

import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.object.LockChange;
import io.slime.metadata.object.LockTable;
import java.util.Optional;

/** Changes the locks of versions that are there. */
final class Locks {
    private final LockTable table;

    /** The locks in that table. */
    Locks(LockTable table) {
        this.table = table;
    }

    /** That a version which was found is not there any more. */
    static StorageException gone(ObjectVersion version) {
        return new StorageException.ConcurrentConflict(
                "another write of " + version.path() + " came in between; ask again");
    }

    void retain(ObjectVersion version, Optional<ObjectLock.Retention> retention, boolean bypassGovernance) {
        demandChanged(
                version,
                DatabaseCalls.ask(() -> table.retain(
                        Publications.which(version),
                        retention.map(r -> r.mode().name()),
                        retention.map(ObjectLock.Retention::until),
                        bypassGovernance)));
    }

    void hold(ObjectVersion version, boolean held) {
        demandChanged(version, DatabaseCalls.ask(() -> table.hold(Publications.which(version), held)));
    }

    private static void demandChanged(ObjectVersion version, LockChange change) {
        switch (change) {
            case LockChange.Changed _ -> {}
            case LockChange.Absent _ -> throw gone(version);
            case LockChange.NotLockable _ -> throw Publications.notLockable();
            case LockChange.Locked _ -> throw new StorageException.Locked(version.path());
            case LockChange.Past _ -> throw new StorageException.RetentionOver();
        }
    }
}
