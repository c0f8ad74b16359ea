package io.slime.metadata;

import io.slime.metadata.account.AccountTable;
import io.slime.metadata.bucket.BucketTable;
import io.slime.metadata.epoch.EpochTable;
import io.slime.metadata.extent.ExtentTable;
import io.slime.metadata.garbage.GarbageTable;
import io.slime.metadata.listing.Listing;
import io.slime.metadata.object.ObjectTable;
import io.slime.metadata.placement.PlacementTable;
import io.slime.metadata.publish.Publisher;
import io.slime.metadata.reconcile.ChunkNames;
import io.slime.metadata.repair.RepairTable;
import io.slime.metadata.setting.SettingTable;
import io.slime.metadata.store.StoreTable;
import io.slime.metadata.task.TaskTable;
import io.slime.metadata.transaction.Transactions;
import io.slime.metadata.upload.UploadTable;
import java.util.UUID;

/** The metadata database, opened: one door to each noun. */
public final class Metadata implements AutoCloseable {
    /**
     * Connects, checks that the database is one to rely on, and brings its schema up to date.
     *
     * @throws io.slime.metadata.transaction.MetadataException if it does not answer or is not fit
     */
    public static Metadata open(MetadataConfig config) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The id of the cluster. */
    public UUID cluster() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Transactions on it. */
    public Transactions transactions() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The way to make changes to objects visible. */
    public Publisher publisher() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The objects. */
    public ObjectTable objects() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Listings. */
    public Listing listing() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The buckets. */
    public BucketTable buckets() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The uploads. */
    public UploadTable uploads() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Contents, extents and parts. */
    public ExtentTable extents() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The placements. */
    public PlacementTable placements() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The stores. */
    public StoreTable stores() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Epochs, heartbeats and era. */
    public EpochTable epochs() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Candidates for reclaim. */
    public GarbageTable garbage() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The repair queue. */
    public RepairTable repairs() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The look at chunks. */
    public ChunkNames chunkNames() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Background tasks. */
    public TaskTable tasks() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Cluster-wide settings. */
    public SettingTable settings() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Accounts and access keys. */
    public AccountTable accounts() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Ends waiting publishes and closes all connections. */
    @Override
    public void close() {
        io.slime.metadata.transaction.Pending.body();
    }
}
