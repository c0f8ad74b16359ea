package io.slime.metadata.testing;

import io.slime.erasure.Redundancy;
import io.slime.metadata.Metadata;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.MetadataUrl;
import io.slime.metadata.account.NewAccount;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.publish.Facts;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.publish.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** An opened metadata database with an account, three stores, one placement over them, and an open epoch; no chunk exists anywhere. */
public final class MetadataForTests implements AutoCloseable {
    /** The canonical id of the account. */
    public static final String OWNER = "a".repeat(64);

    /** How long a publish may take. */
    public static final Duration LIMIT = Duration.ofSeconds(20);

    private final MetadataUrl url;
    private final Metadata metadata;
    private final UUID gateway = UUID.randomUUID();
    private final List<UUID> stores = new ArrayList<>();
    private final Placement placement;
    private final AtomicLong numbers = new AtomicLong();
    private volatile UUID epoch;

    private MetadataForTests(MetadataUrl url) {
        this.url = url;
        this.metadata = Metadata.open(MetadataConfig.of(url));
        metadata.accounts().create(new NewAccount(OWNER, "owner", "Owner", Optional.empty(), true));
        for (int i = 0; i < 3; i++) {
            UUID store = UUID.randomUUID();
            stores.add(store);
            metadata.stores().add(store, "http://127.0.0.1:1", "test:/" + i, "test");
        }
        placement = metadata.placements()
                .create(new Redundancy(2, 3), stores.stream().map(Optional::of).toList());
        epoch = metadata.epochs().open(gateway);
    }

    /** On a fresh database. */
    public static MetadataForTests open() {
        return new MetadataForTests(PostgresForTests.freshDatabase());
    }

    /** On an empty database of one's own. */
    public static MetadataForTests open(MetadataUrl url) {
        return new MetadataForTests(url);
    }

    /** Where the database is. */
    public MetadataUrl url() {
        return url;
    }

    /** The database. */
    public Metadata metadata() {
        return metadata;
    }

    /** The gateway that the epochs are of. */
    public UUID gateway() {
        return gateway;
    }

    /** The stores. */
    public List<UUID> stores() {
        return List.copyOf(stores);
    }

    /** The placement. */
    public Placement placement() {
        return placement;
    }

    /** The epoch of new contents. */
    public UUID epoch() {
        return epoch;
    }

    /** Goes on in a new epoch; the old one stays as it is. */
    public void newEpoch() {
        epoch = metadata.epochs().open(gateway);
    }

    /** A new name for a content. */
    public ContentId id() {
        return new ContentId(epoch, numbers.getAndIncrement());
    }

    /** A content of extents of these lengths. */
    public NewContent content(int... lengths) {
        List<ExtentRow> extents = new ArrayList<>();
        long start = 0;
        for (int length : lengths) {
            extents.add(new ExtentRow(extents.size(), start, length, placement.id(), 65536, length, List.of()));
            start += length;
        }
        return new NewContent(id(), start, extents);
    }

    /** A put of a new content. */
    public Publish.Put put(String path, Precondition precondition) {
        return put(path, content(4096), precondition);
    }

    /** A put of that content; its ETag is the content's number. */
    public Publish.Put put(String path, NewContent content, Precondition precondition) {
        return new Publish.Put(
                path,
                false,
                new Source.Fresh(content),
                new Facts(
                        "e" + content.id().number(),
                        Attributes.of(Map.of("content-type", "text/plain"), Map.of(), Map.of(), Map.of())),
                precondition);
    }

    /** Publishes a change. */
    public PublishResult publish(Publish change) {
        return metadata.publisher().publish(change, LIMIT);
    }

    /** Publishes a put without a precondition, of a new content. */
    public PublishResult put(String path) {
        return publish(put(path, new Precondition.None()));
    }

    @Override
    public void close() {
        metadata.close();
    }
}
