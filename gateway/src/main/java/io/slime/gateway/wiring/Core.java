package io.slime.gateway.wiring;

import io.slime.erasure.ErasureCode;
import io.slime.gateway.account.Accounts;
import io.slime.gateway.account.KeyMark;
import io.slime.gateway.account.SecretSeal;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.cluster.ChunkServers;
import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.cluster.Discovery;
import io.slime.gateway.cluster.Epochs;
import io.slime.gateway.cluster.Placements;
import io.slime.gateway.cluster.Pulse;
import io.slime.gateway.cluster.RedundancySetting;
import io.slime.gateway.cluster.StoreAdministration;
import io.slime.gateway.encryption.ContentKeys;
import io.slime.gateway.extent.ContentReaders;
import io.slime.gateway.extent.ContentWriters;
import io.slime.gateway.extent.Eraser;
import io.slime.gateway.extent.ExtentSettings;
import io.slime.gateway.extent.Workshop;
import io.slime.gateway.maintenance.Reencode;
import io.slime.gateway.multipart.Uploads;
import io.slime.gateway.object.Contents;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.Publications;
import io.slime.metadata.Metadata;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms of a gateway, furnished: what is stored, and where.
 *
 * @param metadata the database
 * @param gateway the id of this gateway, new at each start
 * @param cluster the stores that can be reached
 * @param discovery finds them
 * @param pulse signs of life
 * @param epochs licences to write
 * @param redundancy how new objects are coded
 * @param stores what an operator may do to stores
 * @param eraser deletes chunks
 * @param contents reads and writes contents
 * @param objects the objects
 * @param buckets the buckets
 * @param uploads the uploads
 * @param accounts users and keys
 * @param masterKeyMark tells the master key from others
 */
record Core(
        Metadata metadata,
        UUID gateway,
        Cluster cluster,
        Discovery discovery,
        Pulse pulse,
        Epochs epochs,
        RedundancySetting redundancy,
        StoreAdministration stores,
        Eraser eraser,
        Reencode.Contents contents,
        Objects objects,
        Buckets buckets,
        Uploads uploads,
        Accounts accounts,
        String masterKeyMark) {
    private static final Logger LOG = LoggerFactory.getLogger(Core.class);

    static Core open(Metadata metadata, GatewaySetup setup, ChunkServers servers, Executor threads) throws IOException {
        UUID gateway = UUID.randomUUID();
        InstantSource clock = InstantSource.system();
        Cluster cluster = new Cluster(metadata.cluster(), System::nanoTime);
        Discovery discovery = new Discovery(
                cluster, new Discovery.Stores(setup.ownStores(), servers), metadata.stores(), gateway, threads);
        Pulse pulse = new Pulse(metadata.epochs(), gateway, hostName());
        Epochs epochs = new Epochs(metadata.epochs(), gateway);
        RedundancySetting redundancy =
                new RedundancySetting(metadata.redundancy(), setup.firstRedundancy(), System::nanoTime);
        Workshop workshop = new Workshop(
                cluster,
                new Placements(cluster, metadata.placements(), new SecureRandom()),
                pulse,
                threads,
                ExtentSettings.defaults());
        ContentWriters writers = new ContentWriters(workshop, epochs, redundancy);
        ContentReaders readers = new ContentReaders(workshop, metadata.extents(), metadata.repairs());
        Publications publications = new Publications(metadata.publisher(), metadata.objects(), epochs);
        boolean empty = metadata.accounts().list().isEmpty();
        byte[] masterKey = MasterKey.read(setup.masterKey(), empty);
        Accounts accounts = new Accounts(metadata.accounts(), new SecretSeal(masterKey));
        if (!accounts.opensSecrets()) {
            LOG.error(MasterKey.ANOTHER, setup.masterKey().toAbsolutePath());
        }
        Contents objectContents = new Contents(metadata, writers, readers, new ContentKeys(masterKey));
        String region = setup.config().s3().region();
        return new Core(
                metadata,
                gateway,
                cluster,
                discovery,
                pulse,
                epochs,
                redundancy,
                new StoreAdministration(cluster, discovery, metadata.stores(), redundancy),
                new Eraser(workshop),
                new Reencode.Contents(readers, writers),
                new Objects(metadata, publications, objectContents),
                new Buckets(metadata.buckets(), region),
                new Uploads(metadata, publications, objectContents, epochs, clock),
                accounts,
                KeyMark.of(masterKey));
    }

    /** Gets what is slow the first time over with: a sign of life, a look at the stores, the coding tables. */
    void warm() {
        pulse.beat();
        discovery.pass();
        ErasureCode.of(redundancy.now());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
