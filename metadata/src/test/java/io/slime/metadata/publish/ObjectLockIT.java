package io.slime.metadata.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.bucket.DefaultRetention;
import io.slime.metadata.bucket.LockSetting;
import io.slime.metadata.bucket.Versioning;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.object.Lock;
import io.slime.metadata.object.LockChange;
import io.slime.metadata.object.ObjectVersion;
import io.slime.metadata.object.Which;
import io.slime.metadata.testing.MetadataForTests;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Locks of versions: what they forbid, decided by the transactions that act. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ObjectLockIT {
    private static final Optional<String> GOVERNANCE = Optional.of("GOVERNANCE");
    private static final Optional<String> COMPLIANCE = Optional.of("COMPLIANCE");
    private final Instant soon = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
    private final Instant later = soon.plus(Duration.ofDays(1));

    private final MetadataForTests rig = MetadataForTests.open();

    ObjectLockIT() {
        rig.metadata().buckets().create("b", MetadataForTests.OWNER, true, true);
    }

    @AfterAll
    void close() {
        rig.close();
    }

    private String put(String path, Lock lock) {
        Publish.Put put = rig.put(path, new Precondition.None());
        Facts facts = new Facts(put.facts().etag(), put.facts().attributes(), Map.of(), lock);
        PublishResult result = rig.publish(new Publish.Put(path, true, put.source(), facts, put.precondition()));
        return ((PublishResult.Published) result).version().versionId();
    }

    private static Lock retained(Optional<String> mode, Instant until) {
        return new Lock(mode, Optional.of(until), false);
    }

    private PublishResult remove(String path, String id, boolean bypass) {
        return rig.publish(new Publish.RemoveVersion(path, id, bypass));
    }

    private LockChange retain(String path, Optional<String> mode, Instant until, boolean bypass) {
        return rig.metadata().locks().retain(Which.of(path, Optional.empty()), mode, Optional.of(until), bypass);
    }

    private ObjectVersion version(String path) {
        return rig.metadata().objects().find(path).orElseThrow().version();
    }

    @Test
    void complianceStopsEverybodyAndGovernanceThoseWithoutTheBypass() {
        String compliance = put("b/compliance", retained(COMPLIANCE, soon));
        assertThat(remove("b/compliance", compliance, true)).isEqualTo(new PublishResult.Locked());
        String governance = put("b/governance", retained(GOVERNANCE, soon));
        assertThat(remove("b/governance", governance, false)).isEqualTo(new PublishResult.Locked());
        assertThat(remove("b/governance", governance, true)).isEqualTo(new PublishResult.VersionRemoved(false, true));
    }

    @Test
    void aHoldStopsEverybodyUntilItIsLiftedAndBehindTheCurrentVersionToo() {
        String id = put("b/held", new Lock(Optional.empty(), Optional.empty(), true));
        put("b/held", Lock.NONE);
        assertThat(remove("b/held", id, true)).isEqualTo(new PublishResult.Locked());
        assertThat(rig.metadata().locks().hold(Which.of("b/held", Optional.of(id)), false))
                .isEqualTo(new LockChange.Changed(id));
        assertThat(remove("b/held", id, false)).isEqualTo(new PublishResult.VersionRemoved(false, true));
    }

    @Test
    void aRetentionThatIsOverStopsNobody() {
        String id = put("b/over", retained(COMPLIANCE, Instant.now().minusSeconds(5)));
        assertThat(remove("b/over", id, false)).isEqualTo(new PublishResult.VersionRemoved(false, true));
    }

    @Test
    void aLockThatCannotBeUnderstoodLocks() {
        String mode = put("b/unknown-mode", retained(Optional.of("STRICTEST"), soon));
        assertThat(remove("b/unknown-mode", mode, true)).isEqualTo(new PublishResult.Locked());
        String date = put("b/no-date", new Lock(COMPLIANCE, Optional.empty(), false));
        assertThat(remove("b/no-date", date, true)).isEqualTo(new PublishResult.Locked());
        assertThat(retain("b/no-date", COMPLIANCE, soon, true)).isEqualTo(new LockChange.Locked());
    }

    @Test
    void markersHideLockedVersionsAndAreNotLocked() {
        put("b/marked", retained(COMPLIANCE, soon));
        PublishResult.Removed removed =
                (PublishResult.Removed) rig.publish(new Publish.Remove("b/marked", true, new Precondition.None()));
        ObjectVersion marker = removed.marker().orElseThrow();
        assertThat(marker.lock()).isEqualTo(Lock.NONE);
        assertThat(rig.metadata().locks().hold(Which.of("b/marked", Optional.empty()), true))
                .isEqualTo(new LockChange.Absent());
        assertThat(remove("b/marked", marker.versionId(), false))
                .isEqualTo(new PublishResult.VersionRemoved(true, true));
    }

    @Test
    void retentionsGrowFreelyAndShrinkOnlyByTheBypass() {
        put("b/change", retained(GOVERNANCE, soon));
        assertThat(retain("b/change", GOVERNANCE, later, false)).isInstanceOf(LockChange.Changed.class);
        assertThat(retain("b/change", GOVERNANCE, soon, false)).isEqualTo(new LockChange.Locked());
        assertThat(retain("b/change", COMPLIANCE, later, false)).isEqualTo(new LockChange.Locked());
        assertThat(version("b/change").lock()).isEqualTo(retained(GOVERNANCE, later));
        assertThat(retain("b/change", GOVERNANCE, soon, true)).isInstanceOf(LockChange.Changed.class);
        assertThat(retain("b/change", COMPLIANCE, soon, true)).isInstanceOf(LockChange.Changed.class);
        assertThat(retain("b/change", COMPLIANCE, later, false)).isInstanceOf(LockChange.Changed.class);
        assertThat(retain("b/change", COMPLIANCE, soon, true)).isEqualTo(new LockChange.Locked());
        assertThat(retain("b/change", GOVERNANCE, later, true)).isEqualTo(new LockChange.Locked());
        assertThat(rig.metadata()
                        .locks()
                        .retain(Which.of("b/change", Optional.empty()), Optional.empty(), Optional.empty(), true))
                .isEqualTo(new LockChange.Locked());
        assertThat(version("b/change").lock()).isEqualTo(retained(COMPLIANCE, later));
    }

    @Test
    void theClockOfTheDatabaseSaysWhatIsPast() {
        put("b/past", Lock.NONE);
        assertThat(retain("b/past", GOVERNANCE, Instant.now().minusSeconds(5), true))
                .isEqualTo(new LockChange.Past());
        assertThat(version("b/past").lock()).isEqualTo(Lock.NONE);
    }

    @Test
    void aBucketRetainsWhatBringsNoRetention() {
        rig.metadata().buckets().create("d", MetadataForTests.OWNER, true, true);
        DefaultRetention retention = new DefaultRetention("COMPLIANCE", 3, 0);
        assertThat(rig.metadata().buckets().setObjectLock("d", Optional.of(retention)))
                .isEqualTo(LockSetting.SET);
        assertThat(rig.metadata().buckets().find("d").orElseThrow().retention()).contains(retention);
        put("d/s3", new Lock(Optional.empty(), Optional.empty(), true));
        rig.put("d/native");
        assertThat(version("d/s3").lock().legalHold()).isTrue();
        for (String path : new String[] {"d/s3", "d/native"}) {
            ObjectVersion version = version(path);
            assertThat(version.lock().mode()).isEqualTo(COMPLIANCE);
            assertThat(Duration.between(
                                    version.modified(),
                                    version.lock().retainUntil().orElseThrow())
                            .toHours())
                    .isEqualTo(72);
            assertThat(remove(path, version.versionId(), true)).isEqualTo(new PublishResult.Locked());
        }
        put("d/own", retained(GOVERNANCE, soon));
        assertThat(version("d/own").lock()).isEqualTo(retained(GOVERNANCE, soon));
        rig.metadata().buckets().setObjectLock("d", Optional.empty());
        put("d/none", Lock.NONE);
        assertThat(version("d/none").lock()).isEqualTo(Lock.NONE);
    }

    @Test
    void onlyBucketsWithObjectLockHaveLocks() {
        rig.metadata().buckets().create("plain", MetadataForTests.OWNER, false, true);
        Publish.Put put = rig.put("plain/k", new Precondition.None());
        Facts facts = new Facts("e", Attributes.NONE, Map.of(), retained(GOVERNANCE, soon));
        assertThat(rig.publish(new Publish.Put("plain/k", true, put.source(), facts, put.precondition())))
                .isEqualTo(new PublishResult.NotLockable());
        assertThat(rig.metadata().objects().find("plain/k")).isEmpty();
        rig.put("plain/k");
        assertThat(retain("plain/k", GOVERNANCE, soon, false)).isEqualTo(new LockChange.NotLockable());
        assertThat(rig.metadata().locks().hold(Which.of("plain/k", Optional.empty()), true))
                .isEqualTo(new LockChange.NotLockable());
        assertThat(rig.metadata().buckets().setObjectLock("plain", Optional.empty()))
                .isEqualTo(LockSetting.NOT_VERSIONED);
        assertThat(rig.metadata().buckets().setObjectLock("nowhere", Optional.empty()))
                .isEqualTo(LockSetting.UNKNOWN);
        rig.metadata().buckets().setVersioning("plain", Versioning.ENABLED);
        assertThat(rig.metadata().buckets().setObjectLock("plain", Optional.empty()))
                .isEqualTo(LockSetting.SET);
        assertThat(rig.metadata().buckets().setVersioning("plain", Versioning.SUSPENDED))
                .isFalse();
        assertThat(retain("plain/k", COMPLIANCE, soon, false)).isEqualTo(new LockChange.Changed("null"));
        assertThat(remove("plain/k", "null", true)).isEqualTo(new PublishResult.Locked());
    }

    @Test
    void ofARetentionAndARemovalAtTheSameTimeOneComesFirst() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                String path = "b/race" + i;
                String id = put(path, Lock.NONE);
                CompletableFuture<LockChange> retained = CompletableFuture.supplyAsync(
                        () -> rig.metadata()
                                .locks()
                                .retain(Which.of(path, Optional.of(id)), COMPLIANCE, Optional.of(soon), false),
                        threads);
                PublishResult removed = remove(path, id, true);
                boolean there = rig.metadata().objects().find(path, id).isPresent();
                assertThat(retained.join()).isEqualTo(there ? new LockChange.Changed(id) : new LockChange.Absent());
                assertThat(removed)
                        .isEqualTo(there ? new PublishResult.Locked() : new PublishResult.VersionRemoved(false, true));
            }
        }
    }
}
