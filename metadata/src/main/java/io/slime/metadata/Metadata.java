package io.slime.metadata;

import io.slime.metadata.account.AccountTable;
import io.slime.metadata.backup.BackupHeader;
import io.slime.metadata.backup.Backups;
import io.slime.metadata.backup.JournalTable;
import io.slime.metadata.bucket.BucketTable;
import io.slime.metadata.check.CheckTable;
import io.slime.metadata.epoch.EpochTable;
import io.slime.metadata.epoch.UuidV7;
import io.slime.metadata.event.EventTable;
import io.slime.metadata.extent.ExtentTable;
import io.slime.metadata.foreign.ForeignTable;
import io.slime.metadata.freeze.FreezeTable;
import io.slime.metadata.garbage.GarbageTable;
import io.slime.metadata.listing.Listing;
import io.slime.metadata.object.LockTable;
import io.slime.metadata.object.ObjectTable;
import io.slime.metadata.placement.PlacementTable;
import io.slime.metadata.publish.Publisher;
import io.slime.metadata.publish.Recoding;
import io.slime.metadata.quota.QuotaTable;
import io.slime.metadata.reconcile.ChunkNames;
import io.slime.metadata.redundancy.RedundancyTable;
import io.slime.metadata.redundancy.WishScan;
import io.slime.metadata.reference.ReferenceTable;
import io.slime.metadata.repair.RepairTable;
import io.slime.metadata.schema.Migrations;
import io.slime.metadata.session.SessionTable;
import io.slime.metadata.setting.SettingTable;
import io.slime.metadata.store.StoreTable;
import io.slime.metadata.tally.BucketTallies;
import io.slime.metadata.tally.TallyTable;
import io.slime.metadata.task.TaskTable;
import io.slime.metadata.transaction.Sessions;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import io.slime.metadata.upload.UploadTable;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** The metadata database, opened: one door to each noun. */
public final class Metadata implements AutoCloseable {
    private static final int OTHER_WRITERS = 6;

    private final Sessions sessions;
    private final UUID cluster;
    private final Transactions transactions;
    private final Publisher publisher;
    private final LockTable locks;
    private final ObjectTable objects;
    private final Listing listing;
    private final BucketTable buckets;
    private final UploadTable uploads;
    private final ExtentTable extents;
    private final PlacementTable placements;
    private final StoreTable stores;
    private final EpochTable epochs;
    private final GarbageTable garbage;
    private final RepairTable repairs;
    private final Recoding recoding;
    private final ChunkNames chunkNames;
    private final TaskTable tasks;
    private final SettingTable settings;
    private final AccountTable accounts;
    private final TallyTable tallies;
    private final BucketTallies bucketTallies;
    private final QuotaTable quotas;
    private final EventTable events;
    private final CheckTable checks;
    private final ReferenceTable references;
    private final RedundancyTable redundancy;
    private final WishScan wishes;

    private final FreezeTable freezes;
    private final Backups backups;
    private final JournalTable journal;
    private final ForeignTable foreign;
    private final SessionTable consoleSessions;

    private Metadata(Sessions sessions, Transactions transactions, UUID id, MetadataConfig config) {
        this.sessions = sessions;
        this.placements = new PlacementTable(transactions);
        this.cluster = id;
        this.transactions = transactions;
        this.publisher = new Publisher(transactions, placements, config.committers(), config.deadline());
        this.locks = new LockTable(transactions);
        this.objects = new ObjectTable(transactions);
        this.listing = new Listing(transactions);
        this.buckets = new BucketTable(transactions);
        this.uploads = new UploadTable(transactions);
        this.extents = new ExtentTable(transactions);
        this.stores = new StoreTable(transactions);
        this.epochs = new EpochTable(transactions, new UuidV7(InstantSource.system(), new SecureRandom()));
        this.garbage = new GarbageTable(transactions);
        this.repairs = new RepairTable(transactions);
        this.recoding = new Recoding(transactions, placements);
        this.chunkNames = new ChunkNames(transactions, placements);
        this.tasks = new TaskTable(transactions);
        this.settings = new SettingTable(transactions);
        this.accounts = new AccountTable(transactions);
        this.freezes = new FreezeTable(transactions);
        this.backups = new Backups(transactions);
        this.journal = new JournalTable(transactions);
        this.tallies = new TallyTable(transactions);
        this.bucketTallies = new BucketTallies(transactions);
        this.events = new EventTable(transactions);
        this.quotas = new QuotaTable(transactions);
        this.checks = new CheckTable(transactions);
        this.references = new ReferenceTable(transactions);
        this.redundancy = new RedundancyTable(transactions);
        this.wishes = new WishScan(transactions);
        this.foreign = new ForeignTable(transactions);
        this.consoleSessions = new SessionTable(transactions);
    }

    /**
     * Connects, checks that the database is one to rely on, and brings its schema up to date.
     *
     * @throws io.slime.metadata.transaction.MetadataException if it does not answer or is not fit
     */
    public static Metadata open(MetadataConfig config) {
        Sessions sessions = sessions(config);
        try {
            Transactions transactions = new Transactions(sessions, config.deadline(), new SecureRandom());
            UUID id = new Migrations(transactions).run();
            new JournalTable(transactions).prepare();
            return new Metadata(sessions, transactions, id, config);
        } catch (RuntimeException e) {
            sessions.close();
            throw e;
        }
    }

    /**
     * Loads metadata into an empty database, see {@link Backups#restore}.
     *
     * @throws IOException if what is to be loaded cannot be read or used
     * @throws io.slime.metadata.transaction.MetadataException if the database does not answer, is not fit or not empty
     */
    public static BackupHeader restore(MetadataConfig config, Backups.Streams streams, String source)
            throws IOException {
        try (Sessions sessions = sessions(config)) {
            Transactions transactions = new Transactions(sessions, config.deadline(), new SecureRandom());
            return new Backups(transactions).restore(streams, source);
        }
    }

    private static Sessions sessions(MetadataConfig config) {
        return new Sessions(
                config.url().jdbc(),
                config.url().user(),
                config.url().password(),
                config.connections(),
                config.committers() + OTHER_WRITERS);
    }

    /** The id of the cluster. */
    public UUID cluster() {
        return cluster;
    }

    /**
     * Gives an empty database the id of the cluster whose stores it is to take over, and freezes deletion. What is open on it must be opened
     * again.
     *
     * @return false, changing nothing, if it knows stores or holds anything
     */
    public boolean takeOver(UUID other) {
        return transactions.write(connection -> {
            int taken = Sql.update(
                    connection,
                    "UPDATE slime.cluster SET id = ? WHERE NOT EXISTS (SELECT 1 FROM slime.store) "
                            + "AND NOT EXISTS (SELECT 1 FROM slime.content)",
                    other);
            if (taken == 1) {
                FreezeTable.begin(
                        connection,
                        "the metadata database is new and took over the stores of cluster " + other
                                + ": nothing is deleted until `slime meta accept`");
            }
            return taken == 1;
        });
    }

    /** How its sessions are used at this moment. */
    public List<Sessions.Pool> pools() {
        return sessions.pools();
    }

    /** Transactions on it. */
    public Transactions transactions() {
        return transactions;
    }

    /** The way to make changes to objects visible. */
    public Publisher publisher() {
        return publisher;
    }

    /** The locks of versions. */
    public LockTable locks() {
        return locks;
    }

    /** The objects. */
    public ObjectTable objects() {
        return objects;
    }

    /** Listings. */
    public Listing listing() {
        return listing;
    }

    /** The buckets. */
    public BucketTable buckets() {
        return buckets;
    }

    /** The uploads. */
    public UploadTable uploads() {
        return uploads;
    }

    /** Contents, extents and parts. */
    public ExtentTable extents() {
        return extents;
    }

    /** The placements. */
    public PlacementTable placements() {
        return placements;
    }

    /** The stores. */
    public StoreTable stores() {
        return stores;
    }

    /** Epochs, heartbeats and era. */
    public EpochTable epochs() {
        return epochs;
    }

    /** Candidates for reclaim. */
    public GarbageTable garbage() {
        return garbage;
    }

    /** The repair queue. */
    public RepairTable repairs() {
        return repairs;
    }

    /** The way to put a content in the place of another with the same bytes. */
    public Recoding recoding() {
        return recoding;
    }

    /** The look at chunks. */
    public ChunkNames chunkNames() {
        return chunkNames;
    }

    /** The redundancy of the cluster, of storage classes and of buckets. */
    public RedundancyTable redundancy() {
        return redundancy;
    }

    /** Finds contents that are coded otherwise than they should be. */
    public WishScan wishes() {
        return wishes;
    }

    /** Background tasks. */
    public TaskTable tasks() {
        return tasks;
    }

    /** Cluster-wide settings. */
    public SettingTable settings() {
        return settings;
    }

    /** Accounts and access keys. */
    public AccountTable accounts() {
        return accounts;
    }

    /** The stop of all deletion. */
    public FreezeTable freezes() {
        return freezes;
    }

    /** What stores hold that the database does not know. */
    public ForeignTable foreign() {
        return foreign;
    }

    /** Who is logged in to the console. */
    public SessionTable consoleSessions() {
        return consoleSessions;
    }

    /** What changed and is not in the stores yet. */
    public JournalTable journal() {
        return journal;
    }

    /** Backups of all of it. */
    public Backups backups() {
        return backups;
    }

    /** Counters. */
    public TallyTable tallies() {
        return tallies;
    }

    /** Counters of what lies in buckets. */
    public BucketTallies bucketTallies() {
        return bucketTallies;
    }

    /** What was changed, by whom. */
    public EventTable events() {
        return events;
    }

    /** How much may lie in buckets. */
    public QuotaTable quotas() {
        return quotas;
    }

    /** What uses contents. */
    public ReferenceTable references() {
        return references;
    }

    /** What a check of everything reads. */
    public CheckTable checks() {
        return checks;
    }

    /** Ends waiting publishes and closes all connections. */
    @Override
    public void close() {
        publisher.close();
        objects.close();
        buckets.close();
        sessions.close();
    }
}
