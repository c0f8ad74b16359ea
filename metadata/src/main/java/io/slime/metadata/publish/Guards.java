package io.slime.metadata.publish;

import io.slime.metadata.bucket.Versioning;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ContentRows;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.object.Lock;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.repair.MissingChunks;
import io.slime.metadata.transaction.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a batch must know before it writes, read in its own transaction: which epochs are open, which stores
 * ACTIVE, which buckets, uploads and storage classes there.
 */
final class Guards {
    private static final String SQL =
            "SELECT 'e' AS kind, id::text AS name, 0::smallint AS versioning, false AS object_lock, "
                    + "NULL::text AS retention_mode, NULL::timestamptz AS retain_until, "
                    + "false AS limited, NULL::text AS bucket, NULL::uuid AS bucket_id FROM slime.epoch "
                    + "WHERE id = ANY(?) AND closed IS NULL "
                    + "UNION ALL SELECT 's', uuid::text, 0, false, NULL, NULL, false, NULL, NULL FROM slime.store WHERE uuid = ANY(?) AND state = 'ACTIVE' "
                    + "UNION ALL SELECT 'b', name, versioning, object_lock, retention_mode, "
                    + "now() + coalesce(retention_days, 0) * interval '24 hours' "
                    + "+ coalesce(retention_years, 0) * interval '1 year', limited, NULL, id FROM slime.bucket WHERE name = ANY(?) "
                    + "UNION ALL SELECT 'u', u.id, 0, false, NULL, NULL, b.limited, u.bucket, NULL FROM slime.upload u "
                    + "JOIN slime.bucket b ON b.name = u.bucket WHERE u.id = ANY(?)";

    private final Function<Long, Placement> placements;
    private final Set<UUID> epochs = new HashSet<>();
    private final Set<UUID> stores = new HashSet<>();
    private final Map<String, BucketRules> buckets = new HashMap<>();
    private final Map<String, Optional<String>> uploads = new HashMap<>();
    private final Set<String> classes = new HashSet<>();
    private Map<ContentId, Content> contents = Map.of();

    private Guards(Function<Long, Placement> placements) {
        this.placements = placements;
    }

    static Guards read(Connection connection, List<Publish> changes, Function<Long, Placement> placements)
            throws SQLException {
        Set<UUID> epochs = new HashSet<>();
        Set<UUID> stores = new HashSet<>();
        Set<String> buckets = new HashSet<>();
        Set<String> uploads = new HashSet<>();
        Set<ContentId> shared = new HashSet<>();
        for (Publish change : changes) {
            bucket(change).ifPresent(buckets::add);
            if (change instanceof Publish.PutPart part) {
                uploads.add(part.upload());
            }
            switch (source(change)) {
                case Source.Fresh(NewContent content) -> {
                    epochs.add(content.id().epoch());
                    content.extents()
                            .forEach(extent -> placements
                                    .apply(extent.placement())
                                    .stores()
                                    .forEach(store -> store.ifPresent(stores::add)));
                }
                case Source.Shared(ContentId content, long size) -> shared.add(content);
                case Source.Sliced sliced -> shared.add(sliced.slice().content());
                case null -> {}
            }
        }
        Guards guards = new Guards(placements);
        Sql.list(
                connection,
                SQL,
                guards::add,
                epochs.toArray(UUID[]::new),
                stores.toArray(UUID[]::new),
                buckets.toArray(String[]::new),
                uploads.toArray(String[]::new));
        guards.contents = ContentRows.find(connection, shared);
        Set<String> classes = new HashSet<>();
        changes.forEach(change -> storageClass(change).ifPresent(classes::add));
        if (!classes.isEmpty()) {
            guards.classes.addAll(Sql.list(
                    connection,
                    "SELECT name FROM slime.storage_class WHERE name = ANY(?)",
                    row -> row.getString(1),
                    (Object) classes.toArray(String[]::new)));
        }
        return guards;
    }

    /** Why a change cannot be, whatever its path holds. */
    Optional<PublishResult> refusal(Publish change) {
        if (!expected(change)
                .holds(bucket(change)
                        .flatMap(name -> Optional.ofNullable(buckets.get(name)))
                        .flatMap(BucketRules::id))) {
            return Optional.of(new PublishResult.NoSuchBucket());
        }
        if (change instanceof Publish.PutPart part && !uploads.containsKey(part.upload())) {
            return Optional.of(new PublishResult.NoSuchUpload());
        }
        if (change instanceof Publish.Put put
                && !put.facts().lock().equals(Lock.NONE)
                && !rules(put).lockable()) {
            return Optional.of(new PublishResult.NotLockable());
        }
        Optional<String> missing = storageClass(change).filter(name -> !classes.contains(name));
        if (missing.isPresent()) {
            return Optional.of(new PublishResult.NoSuchStorageClass(missing.get()));
        }
        return switch (source(change)) {
            case Source.Fresh(NewContent content)
            when !epochs.contains(content.id().epoch()) -> Optional.of(new PublishResult.EpochClosed());
            case Source.Fresh(NewContent content)
            when missing(content).stream().anyMatch(chunks -> chunks.spare() < 0) ->
                Optional.of(new PublishResult.TooFewChunks());
            case Source.Shared(ContentId content, long size)
            when !contents.containsKey(content) -> Optional.of(new PublishResult.SourceGone());
            case Source.Sliced sliced
            when !contents.containsKey(sliced.slice().content()) -> Optional.of(new PublishResult.SourceGone());
            case null, default -> Optional.empty();
        };
    }

    /** Whether old versions of the change's path are kept. */
    Versioning versioning(Publish change) {
        return rules(change).versioning();
    }

    /** The bucket of the change, if a quota is set for it. */
    Optional<String> limited(Publish change) {
        return change instanceof Publish.PutPart part
                ? uploads.getOrDefault(part.upload(), Optional.empty())
                : bucket(change).filter(name -> rules(change).limited());
    }

    /** The change, with the retention that its bucket gives to what brings none. */
    Publish locked(Publish change) {
        if (change instanceof Publish.Put put && put.facts().lock().mode().isEmpty()) {
            Lock lock = rules(put).lock(put.facts().lock());
            return new Publish.Put(
                    put.path(), put.bucket(), put.source(), put.facts().with(lock), put.precondition());
        }
        return change;
    }

    private BucketRules rules(Publish change) {
        return bucket(change)
                .map(name -> buckets.getOrDefault(name, BucketRules.NONE))
                .orElse(BucketRules.NONE);
    }

    /** A content that a source shares or slices; there, since it was not refused. */
    Content content(ContentId id) {
        Content content = contents.get(id);
        if (content == null) {
            throw new IllegalStateException("content " + id + " was not looked up");
        }
        return content;
    }

    /** Per extent, the chunks that were not written or are on a store that is DEAD by now. */
    List<MissingChunks> missing(NewContent content) {
        List<MissingChunks> all = new ArrayList<>();
        for (ExtentRow extent : content.extents()) {
            Placement placement = placements.apply(extent.placement());
            List<Integer> slots = IntStream.range(0, placement.stores().size())
                    .filter(index -> extent.empty().contains(index)
                            || placement
                                    .stores()
                                    .get(index)
                                    .filter(stores::contains)
                                    .isEmpty())
                    .boxed()
                    .toList();
            if (!slots.isEmpty()) {
                int spare = placement.redundancy().parity() - slots.size();
                all.add(new MissingChunks(content.id(), extent.position(), slots, spare, "not written"));
            }
        }
        return all;
    }

    /** Finds placements among those that the changes name, which were looked up before the transaction. */
    static Function<Long, Placement> placements(Map<Long, Placement> known) {
        return id -> {
            Placement placement = known.get(id);
            if (placement == null) {
                throw new IllegalStateException("placement " + id + " was not looked up");
            }
            return placement;
        };
    }

    /** The storage class of the version to be, if it is of one that had to be configured. */
    private static Optional<String> storageClass(Publish change) {
        return change instanceof Publish.Put put
                ? put.facts().attributes().fact(Attributes.STORAGE_CLASS)
                : Optional.empty();
    }

    static @Nullable Source source(Publish change) {
        return switch (change) {
            case Publish.Put put -> put.source();
            case Publish.PutPart part -> part.source();
            case Publish.Remove remove -> null;
            case Publish.RemoveVersion remove -> null;
            case Publish.Rename rename -> null;
            case Publish.Complete complete -> null;
        };
    }

    private static Optional<String> bucket(Publish change) {
        String path = path(change);
        int slash = path.indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(path.substring(0, slash));
    }

    private static String path(Publish change) {
        return switch (change) {
            case Publish.Put put -> put.path();
            case Publish.Remove remove -> remove.path();
            case Publish.RemoveVersion remove -> remove.path();
            case Publish.Rename rename -> rename.path();
            case Publish.Complete complete -> complete.path();
            case Publish.PutPart part -> "";
        };
    }

    private static InBucket expected(Publish change) {
        return switch (change) {
            case Publish.Put put -> put.bucket();
            case Publish.Remove remove -> remove.bucketRequired() ? InBucket.NAMED : InBucket.ANY;
            case Publish.RemoveVersion remove -> InBucket.NAMED;
            case Publish.Rename rename -> InBucket.NAMED;
            case Publish.Complete complete -> InBucket.NAMED;
            case Publish.PutPart part -> InBucket.ANY;
        };
    }

    private boolean add(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        String name = row.getString("name");
        return switch (kind) {
            case "e" -> epochs.add(UUID.fromString(name));
            case "s" -> stores.add(UUID.fromString(name));
            case "b" -> buckets.put(name, BucketRules.map(row)) == null;
            case "u" ->
                uploads.put(name, row.getBoolean("limited") ? Sql.optional(row, "bucket") : Optional.empty()) == null;
            default -> throw new SQLException("guard of kind " + kind);
        };
    }
}
