package io.slime.gateway.lifecycle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.object.ObjectVersion;
import io.slime.metadata.bucket.BucketTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The lifecycles of buckets, as they are set, and as answers about objects tell of them. */
public final class Lifecycles {
    /** The kind of the bucket's document. */
    static final String KIND = "lifecycle";

    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int MAX_REMEMBERED = 10_000;

    private final Buckets buckets;
    private final LifecycleDay day;
    private final Cache<String, Optional<LifecycleRules>> remembered = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MAX_REMEMBERED)
            .build();

    /** Those of these buckets; a day of a rule lasts so long. */
    public Lifecycles(Buckets buckets, LifecycleDay day) {
        this.buckets = buckets;
        this.day = day;
    }

    /** The lifecycle of a bucket; empty if it has none or is not there. */
    public Optional<LifecycleRules> find(BucketName bucket) {
        return buckets.document(bucket, KIND).map(RulesJson::read);
    }

    /**
     * Sets the lifecycle of a bucket, or takes it away.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     */
    public void set(BucketName bucket, Optional<LifecycleRules> rules) {
        buckets.setDocument(bucket, KIND, rules.map(RulesJson::write));
        remembered.invalidate(bucket.text());
    }

    /** The first of these buckets, by name, a rule of which moves versions into that storage class. */
    public static Optional<String> movingInto(String storageClass, BucketTable table) {
        Optional<String> name = DatabaseCalls.ask(() -> table.firstWith(KIND, ""));
        while (name.isPresent() && !namedBy(name.get(), storageClass, table)) {
            String after = name.get();
            name = DatabaseCalls.ask(() -> table.firstWith(KIND, after));
        }
        return name;
    }

    private static boolean namedBy(String bucket, String storageClass, BucketTable table) {
        return DatabaseCalls.ask(() -> table.setting(bucket, KIND))
                .map(RulesJson::read)
                .filter(rules -> rules.classes().contains(storageClass))
                .isPresent();
    }

    /**
     * When a current version goes, for people to see: by the rules of up to five seconds ago, which asks the database rarely. Empty
     * too while the database cannot be asked: what was written must not be answered with an error for this.
     */
    public Optional<LifecycleRules.Due> due(BucketName bucket, ObjectVersion version) {
        String key = version.path().substring(bucket.text().length() + 1);
        return shown(bucket).flatMap(all -> all.due(key, version.tags(), version.size(), version.modified(), day));
    }

    /** When an upload goes that was begun then, for people to see, as {@link #due}. */
    public Optional<LifecycleRules.Due> uploadDue(BucketName bucket, String key, Instant begun) {
        return shown(bucket).flatMap(all -> all.uploadDue(key, begun, day));
    }

    private Optional<LifecycleRules> shown(BucketName bucket) {
        try {
            return remembered.get(bucket.text(), name -> find(bucket));
        } catch (StorageException.Unavailable e) {
            return Optional.empty();
        }
    }
}
