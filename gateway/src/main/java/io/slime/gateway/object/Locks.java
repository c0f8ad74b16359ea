package io.slime.gateway.object;

import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.object.LockChange;
import io.slime.metadata.object.LockTable;
import java.util.Optional;

/** Changes the locks of versions that are there. */
final class Locks {
    private final LockTable table;
    private final Objects objects;

    /** The locks of these objects. */
    Locks(LockTable table, Objects objects) {
        this.table = table;
        this.objects = objects;
    }

    String retain(
            String path,
            Optional<String> versionId,
            Optional<ObjectLock.Retention> retention,
            boolean bypassGovernance) {
        return changed(
                path,
                versionId,
                DatabaseCalls.ask(() -> table.retain(
                        path,
                        versionId,
                        retention.map(r -> r.mode().name()),
                        retention.map(ObjectLock.Retention::until),
                        bypassGovernance)));
    }

    String hold(String path, Optional<String> versionId, boolean held) {
        return changed(path, versionId, DatabaseCalls.ask(() -> table.hold(path, versionId, held)));
    }

    private String changed(String path, Optional<String> versionId, LockChange change) {
        return switch (change) {
            case LockChange.Changed(String id) -> id;
            case LockChange.Absent _ -> {
                objects.head(path, versionId); // tells what is wrong
                throw new StorageException.ConcurrentConflict("another write of " + path + " came in between");
            }
            case LockChange.NotLockable _ -> throw Publications.notLockable();
            case LockChange.Locked _ -> throw new StorageException.Locked(path);
            case LockChange.Past _ -> throw new StorageException.RetentionOver();
        };
    }
}
