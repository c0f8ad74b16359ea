package io.slime.gateway.fsck;

import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.Metadata;
import io.slime.metadata.check.CheckTable;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentCount;
import java.time.Duration;
import java.util.Optional;

/**
 * The check of the metadata against the chunks, while everything goes on. It changes nothing unless repair is asked for. Memory is
 * bounded by a page of the metadata and one of each store.
 */
public final class Fsck {
    /** How long chunks that nothing names may be there before that is a finding: they may just be being deleted. */
    public static final Duration SETTLE = Duration.ofSeconds(15);

    private static final int CONTENTS = 2000;

    private final Metadata metadata;
    private final Cluster cluster;
    private final Duration settle;

    /** Checks that metadata against the stores of that cluster. */
    public Fsck(Metadata metadata, Cluster cluster) {
        this(metadata, cluster, SETTLE);
    }

    /** With another time to settle. */
    Fsck(Metadata metadata, Cluster cluster, Duration settle) {
        this.metadata = metadata;
        this.cluster = cluster;
        this.settle = settle;
    }

    /**
     * Checks, in the calling thread.
     *
     * @throws StorageException if the database does not answer
     */
    public FsckSummary run(FsckRequest request, FsckListener listener) {
        Remedies remedies = new Remedies(metadata, cluster, request.repair());
        Report report = new Report(metadata, listener, remedies);
        if (request.prefix().isPresent()) {
            new PrefixWalk(metadata, new ExtentChecks(metadata, cluster), request, report).run();
            return report.summary();
        }
        try {
            Strays strays = new Strays(metadata, report, remedies, settle);
            new MergeWalk(metadata, cluster, request, report, strays).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException.Unavailable("the check was interrupted");
        }
        unused(report);
        counters(report, remedies);
        return report.summary();
    }

    private void unused(Report report) {
        Optional<ContentId> after = Optional.empty();
        do {
            Optional<ContentId> behind = after;
            CheckTable.Unused page = DatabaseCalls.ask(() -> metadata.checks().unused(behind, CONTENTS));
            page.contents()
                    .forEach(content -> report.add(Finding.of(
                            Finding.Kind.UNREFERENCED,
                            Optional.of(content),
                            Optional.empty(),
                            "nothing uses it, and it is not about to be reclaimed")));
            after = page.next();
        } while (after.isPresent());
    }

    private void counters(Report report, Remedies remedies) {
        for (ExtentCount wrong : DatabaseCalls.ask(() -> metadata.checks().wrongCounters())) {
            Finding finding = Finding.of(
                    Finding.Kind.COUNTER,
                    Optional.empty(),
                    Optional.empty(),
                    "placement " + wrong.placement() + ", empty slots " + wrong.empty() + ": " + wrong.extents()
                            + " extents and " + wrong.bytes() + " bytes more than counted");
            report.add(remedies.correct(finding, wrong));
        }
        new BucketCounters(metadata, report, remedies).run();
    }
}
