package io.slime.gateway.bucket;

import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.bucket.BucketCreation;
import io.slime.metadata.bucket.BucketRow;
import io.slime.metadata.bucket.BucketTable;
import io.slime.metadata.bucket.DefaultRetention;
import io.slime.metadata.bucket.Versioning;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The buckets. */
public final class Buckets {
    private final BucketTable table;
    private final String location;
    private final BucketRules rules;

    /**
     * The buckets in that table.
     *
     * @param location the region that is shown for them
     */
    public Buckets(BucketTable table, String location) {
        this.table = table;
        this.location = location;
        this.rules = new BucketRules(table);
    }

    /**
     * Creates a bucket; what natively lies below its prefix becomes its own.
     *
     * @throws StorageException.BucketTaken if there is one of that name, or the prefix is taken and may not be adopted
     */
    public Bucket create(NewBucket bucket) {
        String name = bucket.name().text();
        BucketCreation creation = DatabaseCalls.ask(() ->
                table.create(name, bucket.owner(), bucket.objectLock(), bucket.adopts(), AccessDocuments.of(bucket)));
        return switch (creation) {
            case BucketCreation.Created(BucketRow row) -> bucket(row);
            case BucketCreation.Exists(BucketRow row) ->
                throw new StorageException.BucketTaken(name, row.owner().equals(bucket.owner()));
            case BucketCreation.Occupied _ -> throw new StorageException.BucketTaken(name, false);
            case BucketCreation.NoSuchOwner _ ->
                throw new StorageException.Refused("no user has the canonical id " + bucket.owner());
        };
    }

    /**
     * Deletes a bucket, and with it the uploads that were begun in it.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     * @throws StorageException.BucketNotEmpty if versions lie in it; its uploads go on then
     */
    public void delete(BucketName name) {
        switch (DatabaseCalls.ask(() -> table.delete(name.text()))) {
            case DELETED -> {}
            case UNKNOWN -> throw new StorageException.NoSuchBucket(name.text());
            case NOT_EMPTY -> throw new StorageException.BucketNotEmpty(name.text());
        }
    }

    /** The canonical ids of all who own a bucket. */
    public Set<String> owners() {
        return DatabaseCalls.ask(table::owners);
    }

    /**
     * Sets whether a bucket keeps old versions; it holds for every write that is published from then on.
     *
     * @param enabled whether it does; if not, it is suspended, since what was kept stays
     * @throws StorageException.NoSuchBucket if it does not exist
     * @throws StorageException.Refused if it has object lock and would be suspended
     */
    public void setVersioning(BucketName name, boolean enabled) {
        Versioning versioning = enabled ? Versioning.ENABLED : Versioning.SUSPENDED;
        if (!DatabaseCalls.ask(() -> table.setVersioning(name.text(), versioning))) {
            require(name);
            throw new StorageException.Refused("versioning cannot be suspended in a bucket with object lock");
        }
    }

    /**
     * Gives a bucket object lock, for good, and sets what its new versions are retained by default.
     *
     * @param retention the default retention; empty for none
     * @return whether it keeps old versions, without which it can have no object lock
     * @throws StorageException.NoSuchBucket if it does not exist
     */
    public boolean setObjectLock(BucketName name, Optional<BucketRetention> retention) {
        Optional<DefaultRetention> kept =
                retention.map(r -> new DefaultRetention(r.mode().name(), r.days(), r.years()));
        return switch (DatabaseCalls.ask(() -> table.setObjectLock(name.text(), kept))) {
            case SET -> true;
            case NOT_VERSIONED -> false;
            case UNKNOWN -> throw new StorageException.NoSuchBucket(name.text());
        };
    }

    /** What new versions in a bucket are retained by default, if they are. */
    public Optional<BucketRetention> retention(BucketName name) {
        return DatabaseCalls.ask(() -> table.find(name.text()))
                .flatMap(BucketRow::retention)
                .map(kept -> new BucketRetention(LockMode.kept(kept.mode()), kept.days(), kept.years()));
    }

    /** The tags of a bucket, none if it has none or does not exist. */
    public Map<String, String> tags(BucketName name) {
        return DatabaseCalls.ask(() -> table.setting(name.text(), BucketTags.KIND))
                .map(BucketTags::tags)
                .orElse(Map.of());
    }

    /**
     * Replaces the tags of a bucket.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     */
    public void setTags(BucketName name, Map<String, String> tags) {
        if (!DatabaseCalls.ask(() -> table.setSetting(name.text(), BucketTags.KIND, BucketTags.document(tags)))) {
            throw new StorageException.NoSuchBucket(name.text());
        }
    }

    /**
     * A document of a bucket's configuration, as it was set; empty if it has none or does not exist.
     *
     * @param kind which one, such as {@code cors}
     */
    public Optional<String> document(BucketName name, String kind) {
        return DatabaseCalls.ask(() -> table.setting(name.text(), kind));
    }

    /**
     * Sets a document of a bucket's configuration, or takes it away.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     */
    public void setDocument(BucketName name, String kind, Optional<String> document) {
        if (!DatabaseCalls.ask(() -> table.setSetting(name.text(), kind, document))) {
            throw new StorageException.NoSuchBucket(name.text());
        }
    }

    /**
     * All that is configured of a bucket, by name: its row's fields and its documents; empty if there is no such bucket. For the record,
     * not to decide by.
     */
    public Map<String, String> configuration(BucketName name) {
        Optional<BucketRow> row = DatabaseCalls.ask(() -> table.find(name.text()));
        if (row.isEmpty()) {
            return Map.of();
        }
        Map<String, String> all = new TreeMap<>();
        DatabaseCalls.ask(() -> table.documents(name.text())).ifPresent(documents -> all.putAll(documents.byKind()));
        all.put("owner", row.get().owner());
        all.put("versioning", row.get().versioning().name().toLowerCase(Locale.ROOT));
        all.put("object-lock", String.valueOf(row.get().objectLock()));
        row.get().retention().ifPresent(retention -> all.put("retention", retention.toString()));
        return all;
    }

    /** What buckets say about who may do what in them. */
    public BucketRules rules() {
        return rules;
    }

    /** The bucket of that name. */
    public Optional<Bucket> find(BucketName name) {
        return DatabaseCalls.ask(() -> table.find(name.text())).map(this::bucket);
    }

    /**
     * The bucket of that name.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     */
    public Bucket require(BucketName name) {
        return find(name).orElseThrow(() -> new StorageException.NoSuchBucket(name.text()));
    }

    /**
     * A page of buckets, by name.
     *
     * @param owner canonical id of whose buckets to list, or empty for all
     * @param after go on after this name; empty to begin
     * @param limit most buckets to return
     */
    public List<Bucket> list(Optional<String> owner, String after, int limit) {
        return DatabaseCalls.ask(() -> table.list(owner, after, limit)).stream()
                .map(this::bucket)
                .toList();
    }

    private Bucket bucket(BucketRow row) {
        return new Bucket(
                new BucketName(row.name()),
                row.id(),
                row.owner(),
                row.created(),
                location,
                switch (row.versioning()) {
                    case OFF -> BucketVersioning.NEVER;
                    case ENABLED -> BucketVersioning.ENABLED;
                    case SUSPENDED -> BucketVersioning.SUSPENDED;
                },
                row.objectLock(),
                row.access());
    }
}
