package io.slime.gateway.cluster;

import io.slime.erasure.Redundancy;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.setting.SettingTable;
import io.slime.metadata.transaction.MetadataException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The redundancy of new objects, asked of the database again when what is remembered is older than 5 seconds. */
public final class RedundancySetting {
    /** A setting that is there while what is stored already is to be coded as new objects are. */
    public static final String REWRITE = "redundancy-rewrite";

    private static final long REMEMBERED = 5_000_000_000L;

    private final SettingTable table;
    private final Redundancy otherwise;
    private final LongSupplier nanos;
    private volatile @Nullable Remembered last;

    private record Remembered(Redundancy redundancy, long since) {}

    /**
     * The setting of that table.
     *
     * @param otherwise what holds while nothing is set
     * @param nanos a clock that counts nanoseconds from anywhere
     */
    public RedundancySetting(SettingTable table, Redundancy otherwise, LongSupplier nanos) {
        this.table = table;
        this.otherwise = otherwise;
        this.nanos = nanos;
    }

    /**
     * What holds now, or did up to 5 seconds ago.
     *
     * @throws StorageException.Unavailable if it is not known and the database does not answer
     */
    public Redundancy now() {
        Remembered known = last;
        long time = nanos.getAsLong();
        if (known != null && time - known.since() < REMEMBERED) {
            return known.redundancy();
        }
        try {
            Redundancy read = table.redundancyOr(otherwise);
            last = new Remembered(read, time);
            return read;
        } catch (MetadataException e) {
            if (known != null) {
                return known.redundancy();
            }
            throw new StorageException.Unavailable("the redundancy is not known: " + e.getMessage(), e);
        }
    }

    /** Sets what holds for the whole cluster; whether what is stored already is to be coded so, too. */
    void set(Redundancy redundancy, boolean rewrite) {
        table.redundancy(redundancy);
        last = new Remembered(redundancy, nanos.getAsLong());
        if (rewrite) {
            table.set(REWRITE, "\"" + redundancy + "\"");
        } else {
            table.clear(REWRITE);
        }
    }
}
