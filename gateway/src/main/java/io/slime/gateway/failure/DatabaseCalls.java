package io.slime.gateway.failure;

import io.slime.metadata.transaction.MetadataException;
import java.util.function.Supplier;

/** Calls of the metadata database, with what they throw put into the words of {@link StorageException}. */
public final class DatabaseCalls {
    private DatabaseCalls() {}

    /**
     * The answer of a call.
     *
     * @throws StorageException.Unavailable if the database does not answer or is not fit
     * @throws StorageException.ConcurrentConflict if concurrent transactions stood in the way
     * @throws StorageException.OutcomeUnknown if it is not known whether a change was made
     * @throws StorageException.Unreadable if the database says what it never should
     */
    public static <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (MetadataException e) {
            throw failure(e);
        }
    }

    private static StorageException failure(MetadataException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case MetadataException.Unavailable _ -> new StorageException.Unavailable(message, e);
            case MetadataException.Incompatible _ -> new StorageException.Unavailable(message, e);
            case MetadataException.Contended _ -> new StorageException.ConcurrentConflict(message);
            case MetadataException.OutcomeUnknown _ -> new StorageException.OutcomeUnknown(message, e);
            case MetadataException.Corrupt _ -> new StorageException.Unreadable(message, e);
        };
    }
}
