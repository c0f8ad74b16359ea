package io.slime.gateway.bucket;

import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.bucket.BucketTable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What buckets say about the encryption of what is written to them. It is asked for by every write, so answers are kept for five
 * seconds: a change holds at once on the gateway that made it, and on the others within that time.
 */
public final class DefaultEncryption {
    private static final long KEPT = TimeUnit.SECONDS.toNanos(5);
    private static final int MAX_KEPT = 10_000;

    private final BucketTable table;
    private final LongSupplier nanos;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    /**
     * Of the buckets in that table.
     *
     * @param nanos a clock that only goes forward, in nanoseconds
     */
    public DefaultEncryption(BucketTable table, LongSupplier nanos) {
        this.table = table;
        this.nanos = nanos;
    }

    private record Answer(Optional<BucketEncryption> says, long at) {}

    /** What the bucket of that name says; {@link BucketEncryption#NONE} too if there is no such bucket. */
    public BucketEncryption of(String bucket) {
        long now = nanos.getAsLong();
        Answer kept = answers.get(bucket);
        if (kept != null && now - kept.at() < KEPT) {
            return kept.says().orElse(BucketEncryption.NONE);
        }
        return read(bucket).orElse(BucketEncryption.NONE);
    }

    /** What the bucket that a path lies in says. */
    public BucketEncryption ofPath(String path) {
        int slash = path.indexOf('/');
        return slash <= 0 ? BucketEncryption.NONE : of(path.substring(0, slash));
    }

    /** What the bucket says now; empty if it says nothing. */
    public Optional<BucketEncryption> read(String bucket) {
        long before = changes.get();
        long now = nanos.getAsLong();
        Optional<BucketEncryption> says = DatabaseCalls.ask(() -> table.setting(bucket, BucketEncryption.KIND))
                .map(BucketEncryption::parse);
        if (answers.size() >= MAX_KEPT) {
            answers.clear();
        }
        answers.put(bucket, new Answer(says, now));
        if (changes.get() != before) {
            answers.remove(bucket);
        }
        return says;
    }

    /**
     * Sets what a bucket says, or takes it away; it holds for writes that begin from then on.
     *
     * @throws StorageException.NoSuchBucket if there is no such bucket
     */
    public void set(BucketName bucket, Optional<BucketEncryption> says) {
        Optional<String> document = says.map(BucketEncryption::document);
        if (!DatabaseCalls.ask(() -> table.setSetting(bucket.text(), BucketEncryption.KIND, document))) {
            throw new StorageException.NoSuchBucket(bucket.text());
        }
        changes.incrementAndGet();
        answers.remove(bucket.text());
    }
}
