package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.erasure.Redundancy;
import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.cluster.RedundancyAdministration;
import io.slime.gateway.cluster.Survival;
import io.slime.gateway.durability.Durability;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.redundancy.ClassUse;
import io.slime.metadata.redundancy.Profiles;
import io.slime.metadata.redundancy.Scope;
import io.slime.metadata.tally.BucketTally;
import java.util.List;
import java.util.Map;

/** What another redundancy of the cluster, of a bucket or of a storage class would mean. */
final class RedundancyPlans {
    private static final int MOST_CONTENTS = 1_000_000;

    private final AdminCore core;
    private final Durability durability;

    RedundancyPlans(AdminCore core, Durability durability) {
        this.core = core;
        this.durability = durability;
    }

    /**
     * What would be coded anew.
     *
     * @param contents about how many
     * @param bytes theirs, before coding
     */
    private record Load(long contents, long bytes) {
        Load less(Load other) {
            return new Load(Math.max(0, contents - other.contents), Math.max(0, bytes - other.bytes));
        }
    }

    /** The plan; at most one of bucket and class is not empty. */
    ObjectNode plan(Redundancy planned, String bucket, String storageClass) {
        Profiles profiles = core.stores().redundancies().profilesNow();
        Scope scope = scope(bucket, storageClass);
        boolean fresh = scope.kind() == Scope.Kind.CLASS && !profiles.classes().containsKey(scope.name());
        Redundancy now = profiles.of(scope).orElse(profiles.cluster());
        Load stored = stored(scope, profiles);
        ObjectNode plan =
                Json.document("redundancy-plan").put("scope", scope.kind().text());
        plan.put("name", scope.name().isEmpty() ? null : scope.name()).put("configured", !fresh);
        plan.set("now", outlook(now, stored.bytes()));
        plan.set("planned", outlook(planned, stored.bytes()));
        Survival survival = core.stores().survival(planned);
        plan.put("usable_stores", survival.usableStores()).put("usable_domains", survival.usableDomains());
        plan.set(
                "rewrite",
                rewrite(
                        scope.kind() == Scope.Kind.CLUSTER
                                ? otherwise(planned, profiles)
                                : changed(planned, now, stored)));
        return plan;
    }

    private Scope scope(String bucket, String storageClass) {
        if (!bucket.isEmpty() && !storageClass.isEmpty()) {
            throw Rejection.badRequest("a plan is for a bucket or for a class, not for both");
        }
        if (!bucket.isEmpty()) {
            core.buckets()
                    .require(BucketName.find(bucket).orElseThrow(() -> new StorageException.NoSuchBucket(bucket)));
            return Scope.bucket(bucket);
        }
        return storageClass.isEmpty() || storageClass.equals(Profiles.STANDARD)
                ? Scope.CLUSTER
                : Scope.storageClass(storageClass);
    }

    private static Load changed(Redundancy planned, Redundancy now, Load stored) {
        return planned.equals(now) ? new Load(0, 0) : stored;
    }

    private ObjectNode outlook(Redundancy redundancy, long bytes) {
        Survival survival = core.stores().survival(redundancy);
        return RedundancyRoutes.put(Json.object(), redundancy)
                .put("chunks", survival.chunks())
                .put("chunks_per_domain", survival.perDomain())
                .put("survives_stores", survival.stores())
                .put("survives_domains", survival.domains())
                .put("overhead", (double) redundancy.total() / redundancy.need())
                .put("stored", (long) ((double) bytes * redundancy.total() / redundancy.need()));
    }

    /** What is of the scope; what several versions share counts for each bucket and class. */
    private Load stored(Scope scope, Profiles profiles) {
        return switch (scope.kind()) {
            case CLASS -> ofClass(scope.name());
            case BUCKET -> ofBucket(scope.name());
            case CLUSTER ->
                new Load(
                                Long.MAX_VALUE,
                                durability.report(core.cluster().views()).all().bytes())
                        .less(others(profiles));
        };
    }

    private Load others(Profiles profiles) {
        long contents = 0;
        long bytes = 0;
        for (String name : profiles.classes().keySet()) {
            contents += ofClass(name).contents();
            bytes += ofClass(name).bytes();
        }
        for (String name : profiles.buckets().keySet()) {
            contents += ofBucket(name).contents();
            bytes += ofBucket(name).bytes();
        }
        return new Load(contents, bytes);
    }

    private Load ofClass(String name) {
        RedundancyAdministration redundancies = core.stores().redundancies();
        ClassUse use = redundancies.use(name);
        return new Load(use.versions(), use.bytes());
    }

    private Load ofBucket(String name) {
        Map<String, BucketTally> tallies =
                DatabaseCalls.ask(() -> core.metadata().bucketTallies().of(List.of(name)));
        BucketTally tally = tallies.getOrDefault(name, BucketTally.NONE);
        return new Load(tally.versions(), tally.versionBytes());
    }

    /** What is not coded so, but for about what other redundancies are to hold for. */
    private Load otherwise(Redundancy planned, Profiles profiles) {
        long contents = DatabaseCalls.ask(() -> core.metadata().extents().countCodedOtherwise(planned, MOST_CONTENTS));
        long bytes = durability
                .report(core.cluster().views())
                .codedOtherwise(planned.need(), planned.total())
                .bytes();
        return new Load(contents, bytes).less(others(profiles));
    }

    /** How long that takes at the speed of the last time. */
    private ObjectNode rewrite(Load load) {
        ObjectNode rewrite = Json.object().put("contents", load.contents()).put("bytes", load.bytes());
        long rate = DatabaseCalls.ask(() -> core.metadata().tasks().find("re-encode"))
                .map(row -> TaskJson.number(row, "rate"))
                .orElse(0L);
        return rate > 0 ? rewrite.put("seconds", load.bytes() / rate) : rewrite.putNull("seconds");
    }
}
