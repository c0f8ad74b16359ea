package io.slime.gateway.wiring;

import io.slime.erasure.Redundancy;
import io.slime.gateway.config.ListenAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A gateway that runs: its listeners answer and its background work goes on until it is closed. */
public interface Gateway extends AutoCloseable {
    /** The id of the cluster that it belongs to. */
    UUID cluster();

    /** Product and version of the metadata database, such as {@code PostgreSQL 18.6}. */
    String database();

    /** The redundancy of new objects. */
    Redundancy redundancy();

    /** Where S3 is bound, with the port that the system chose where 0 was asked for; empty when there is no listener. */
    Optional<ListenAddress> s3();

    /** Where the native API is bound. */
    Optional<ListenAddress> nativeApi();

    /** Where the admin API is bound. */
    Optional<ListenAddress> admin();

    /** The key of root, if this start made root. */
    Optional<RootKey> madeRoot();

    /** A new link that logs root in to the console once, within five minutes; empty without an admin listener or such a key. */
    Optional<String> loginLink();

    /** Waits until the database answers and at least {@code need} stores do; false if that took longer than {@code atMost}. */
    boolean awaitReady(Duration atMost) throws InterruptedException;

    /**
     * Tells balancers and clients to go elsewhere, by {@code /readyz} and by the end of each connection, and serves on meanwhile.
     *
     * @param delay how long
     */
    void leave(Duration delay) throws InterruptedException;

    /** Refuses new requests, lets the running ones finish within {@code [limits] shutdown-grace}, and lets go of everything. */
    @Override
    void close();
}
