package io.slime.gateway.bucket;

import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.quota.Allowance;
import io.slime.metadata.quota.QuotaTable;
import io.slime.metadata.quota.Use;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Refuses early what would exceed a quota, so that no byte of it is taken. Which buckets have one is asked every five seconds; a publish
 * asks again, of every bucket, and decides.
 */
public final class Quotas {
    private static final long KEPT = TimeUnit.SECONDS.toNanos(5);

    private final QuotaTable table;
    private final LongSupplier nanos;
    private final AtomicReference<Limited> limited;

    /**
     * The quotas in that table.
     *
     * @param nanos a clock that only goes forward, in nanoseconds
     */
    public Quotas(QuotaTable table, LongSupplier nanos) {
        this.table = table;
        this.nanos = nanos;
        this.limited = new AtomicReference<>(new Limited(Set.of(), nanos.getAsLong() - KEPT));
    }

    private record Limited(Set<String> buckets, long at) {}

    /**
     * Fails if that many bytes at that path would exceed a quota.
     *
     * @param length how many; what is negative is not known yet
     * @throws StorageException.QuotaExceeded if they would
     */
    public void admit(String path, long length) {
        int slash = path.indexOf('/');
        if (slash <= 0 || length < 0 || !limited().contains(path.substring(0, slash))) {
            return;
        }
        String bucket = path.substring(0, slash);
        Allowance allowance = DatabaseCalls.ask(() -> table.allowance(List.of(bucket), List.of(path)));
        allowance.version(bucket, path, length, Use.NONE).ifPresent(Quotas::refuse);
    }

    /** The same for a part of an upload of that path. */
    public void admitPart(String path, long length) {
        String bucket = path.substring(0, path.indexOf('/'));
        if (length >= 0 && limited().contains(bucket)) {
            Allowance allowance = DatabaseCalls.ask(() -> table.allowance(List.of(bucket), List.of()));
            allowance.part(bucket, length).ifPresent(Quotas::refuse);
        }
    }

    private static void refuse(String reason) {
        throw new StorageException.QuotaExceeded(reason);
    }

    private Set<String> limited() {
        Limited kept = limited.get();
        long now = nanos.getAsLong();
        // One asks for all; the others go on with what is known.
        if (now - kept.at() >= KEPT && limited.compareAndSet(kept, new Limited(kept.buckets(), now))) {
            Limited read = new Limited(DatabaseCalls.ask(table::limited), now);
            limited.set(read);
            return read.buckets();
        }
        return kept.buckets();
    }
}
