package io.slime.gateway.cluster;

import io.slime.erasure.Redundancy;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.redundancy.Profiles;
import io.slime.metadata.redundancy.RedundancyTable;
import io.slime.metadata.transaction.MetadataException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The redundancy of new objects: of the cluster, of storage classes and of buckets. The database is asked again when what is
 * remembered is older than 5 seconds.
 */
public final class RedundancySetting {
    private static final long REMEMBERED = 5_000_000_000L;

    private final RedundancyTable table;
    private final Redundancy otherwise;
    private final LongSupplier nanos;
    private volatile @Nullable Remembered last;

    private record Remembered(Profiles profiles, long since) {}

    /**
     * The setting of that table.
     *
     * @param otherwise what holds for the cluster while nothing is set
     * @param nanos a clock that counts nanoseconds from anywhere
     */
    public RedundancySetting(RedundancyTable table, Redundancy otherwise, LongSupplier nanos) {
        this.table = table;
        this.otherwise = otherwise;
        this.nanos = nanos;
    }

    /** The cluster's, as {@link #profiles}. */
    public Redundancy now() {
        return profiles().cluster();
    }

    /**
     * What holds now, or did up to 5 seconds ago.
     *
     * @throws StorageException.Unavailable if it is not known and the database does not answer
     */
    public Profiles profiles() {
        Remembered known = last;
        if (known != null && nanos.getAsLong() - known.since() < REMEMBERED) {
            return known.profiles();
        }
        try {
            return read();
        } catch (MetadataException e) {
            if (known != null) {
                return known.profiles();
            }
            throw new StorageException.Unavailable("the redundancy is not known: " + e.getMessage(), e);
        }
    }

    /**
     * How a new object is to be coded.
     *
     * @param path bucket and key as stored
     * @throws StorageException.NoSuchStorageClass if that storage class is not configured
     * @throws StorageException.Unavailable as {@link #profiles}
     */
    public Redundancy of(String path, String storageClass) {
        Profiles known = profiles();
        return known.of(known.scope(path, storageClass)).orElseGet(() -> {
            Profiles read = readOrThrow();
            return read.of(read.scope(path, storageClass))
                    .orElseThrow(() -> new StorageException.NoSuchStorageClass(storageClass));
        });
    }

    /** Asks the database, since something was changed or is not known. */
    Profiles read() {
        long time = nanos.getAsLong();
        Profiles read = table.profiles(otherwise);
        last = new Remembered(read, time);
        return read;
    }

    /** What holds for the cluster while nothing is set. */
    public Redundancy otherwise() {
        return otherwise;
    }

    RedundancyTable table() {
        return table;
    }

    private Profiles readOrThrow() {
        try {
            return read();
        } catch (MetadataException e) {
            throw new StorageException.Unavailable("the storage classes are not known: " + e.getMessage(), e);
        }
    }
}
