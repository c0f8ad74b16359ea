package io.slime.gateway.fsck;

import io.slime.gateway.failure.DatabaseCalls;
import io.slime.metadata.Metadata;
import io.slime.metadata.bucket.BucketRow;
import io.slime.metadata.tally.BucketTally;
import java.util.List;
import java.util.Optional;

/** Holds the counters of every bucket against what lies in it, a bucket at a time, each on one snapshot. */
final class BucketCounters {
    private static final int PAGE = 1000;

    private final Metadata metadata;
    private final Report report;
    private final Remedies remedies;

    BucketCounters(Metadata metadata, Report report, Remedies remedies) {
        this.metadata = metadata;
        this.report = report;
        this.remedies = remedies;
    }

    void run() {
        List<BucketRow> page = page("");
        while (!page.isEmpty()) {
            for (BucketRow bucket : page) {
                DatabaseCalls.ask(() -> metadata.bucketTallies().wrong(bucket.name()))
                        .ifPresent(difference -> found(bucket.name(), difference));
            }
            page = page(page.getLast().name());
        }
        DatabaseCalls.ask(() -> metadata.bucketTallies().strays()).forEach(this::found);
    }

    private List<BucketRow> page(String after) {
        return DatabaseCalls.ask(() -> metadata.buckets().list(Optional.empty(), after, PAGE));
    }

    private void found(String bucket, BucketTally difference) {
        String detail =
                "bucket " + bucket + ": " + difference.objects() + " objects, " + difference.bytes() + " bytes, "
                        + difference.versions() + " versions, " + difference.versionBytes() + " bytes of versions and "
                        + difference.markers() + " delete markers more than counted";
        Finding finding = Finding.of(Finding.Kind.COUNTER, Optional.empty(), Optional.empty(), detail);
        report.add(remedies.correct(finding, bucket));
    }
}
