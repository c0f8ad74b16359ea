package io.slime.gateway.admin;

import io.slime.gateway.account.Accounts;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.cluster.StoreAdministration;
import io.slime.gateway.doctor.Doctor;
import io.slime.gateway.event.Events;
import io.slime.gateway.http.RecentRequests;
import io.slime.gateway.journal.AcceptanceRun;
import io.slime.gateway.live.Live;
import io.slime.gateway.object.Objects;
import io.slime.metadata.Metadata;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the admin API shows and changes.
 *
 * @param cluster the stores as this gateway sees them
 * @param stores what may be done to them
 * @param accounts users and keys
 * @param buckets the buckets
 * @param objects the objects, read to be verified
 * @param metadata the database, asked whether it answers, for counts and tasks
 * @param deletionFrozen why nothing is deleted at present, if nothing is
 * @param leaving whether no more requests should be sent to this gateway, for it is about to stop
 * @param acceptance decides what becomes of foreign contents
 * @param events what was changed, by whom
 * @param requests what this gateway served last
 * @param doctor finds what is set up wrong
 * @param live tells who looks that something changed
 */
public record AdminCore(
        Cluster cluster,
        StoreAdministration stores,
        Accounts accounts,
        Buckets buckets,
        Objects objects,
        Metadata metadata,
        Supplier<Optional<String>> deletionFrozen,
        BooleanSupplier leaving,
        AcceptanceRun acceptance,
        Events events,
        RecentRequests requests,
        Doctor doctor,
        Live live) {}
