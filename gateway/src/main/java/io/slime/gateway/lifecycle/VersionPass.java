package io.slime.gateway.lifecycle;

import io.slime.gateway.failure.DatabaseCalls;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.listing.VersionPage;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.object.ObjectVersion;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.publish.Publisher;
import io.slime.metadata.redundancy.Profiles;
import io.slime.metadata.redundancy.RedundancyTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Goes through versions in their order, by key and newest first, and has go what is due, or gives it the storage class
 * that is due. What it saw is told to the database as a
 * precondition: a version that was written meanwhile, or became the current one, stays.
 */
final class VersionPass {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Publisher publisher;
    private final RedundancyTable classes;
    private final LifecycleRules rules;
    private final LifecycleDay day;
    private final Instant now;
    private String key;
    private long newer;
    private Instant since;
    private long removed;
    private long bytes;
    private long moved;

    VersionPass(Metadata metadata, LifecycleRules rules, LifecycleDay day, Instant now, Cursor from) {
        this.publisher = metadata.publisher();
        this.classes = metadata.redundancy();
        this.rules = rules;
        this.day = day;
        this.now = now;
        this.key = from.key().orElse("");
        this.newer = from.newer();
        this.since = from.since();
    }

    long newer() {
        return newer;
    }

    Instant since() {
        return since;
    }

    long removed() {
        return removed;
    }

    long bytes() {
        return bytes;
    }

    /** How many got another storage class. */
    long moved() {
        return moved;
    }

    /**
     * Looks at the next version.
     *
     * @param last whether it is known that no older one follows
     */
    void look(VersionPage.Version entry, boolean last) {
        ObjectVersion version = entry.version();
        if (entry.latest() || !entry.name().equals(key)) {
            key = entry.name();
            newer = 0;
            since = Instant.MAX; // the version that replaced it was not seen: nothing is due by it
        }
        if (entry.latest()) {
            current(version, last);
        } else if (!noncurrent(version)) {
            moveNoncurrent(version);
            newer++;
        }
        since = version.modified();
    }

    private void current(ObjectVersion version, boolean last) {
        Optional<ContentId> content = version.content();
        if (content.isPresent()) {
            boolean due = rules.due(key, version.tags(), version.size(), version.modified(), day)
                    .filter(d -> !d.at().isAfter(now))
                    .isPresent();
            if (due) {
                act(
                        version,
                        new Publish.Remove(
                                version.path(), true, new Precondition.IfCurrent(version.order(), content.get())));
            } else {
                rules.classDue(candidate(version), version.modified(), day, now)
                        .ifPresent(colder -> move(version, true, colder));
            }
        } else if (last && rules.markerDue(key, version.modified(), day, now)) {
            act(
                    version,
                    new Publish.RemoveVersion(
                            version.path(), version.versionId(), false, new Precondition.IfAlone(version.order())));
        }
    }

    private boolean noncurrent(ObjectVersion version) {
        Predicate<LifecycleRule.Scope> covers = version.deleteMarker()
                ? scope -> scope.coversBare(key)
                : scope -> scope.covers(key, version.tags(), version.size());
        return !since.equals(Instant.MAX)
                && rules.noncurrentDue(covers, since, newer, day, now)
                && act(
                        version,
                        new Publish.RemoveVersion(
                                version.path(),
                                version.versionId(),
                                false,
                                new Precondition.IfBehind(version.order())));
    }

    private void moveNoncurrent(ObjectVersion version) {
        if (!version.deleteMarker() && !since.equals(Instant.MAX)) {
            rules.noncurrentClassDue(candidate(version), new LifecycleRules.Behind(since, newer), day, now)
                    .ifPresent(colder -> move(version, false, colder));
        }
    }

    private LifecycleRules.Candidate candidate(ObjectVersion version) {
        return new LifecycleRules.Candidate(
                key,
                version.tags(),
                version.size(),
                version.attributes().fact(Attributes.STORAGE_CLASS).orElse(Profiles.STANDARD));
    }

    private void move(ObjectVersion version, boolean current, String storageClass) {
        if (DatabaseCalls.ask(() -> classes.moveVersion(version.path(), version.order(), current, storageClass))) {
            moved++;
        }
    }

    /** Whether it was done: a lock, or a change meanwhile, stands in the way. */
    private boolean act(ObjectVersion version, Publish change) {
        PublishResult result = DatabaseCalls.ask(() -> publisher.publish(change, LIMIT));
        boolean done = switch (result) {
            case PublishResult.Removed(var marker, boolean existed) -> existed;
            case PublishResult.VersionRemoved gone -> gone.existed();
            default -> false;
        };
        if (done) {
            removed++;
            bytes += version.size();
        }
        return done;
    }
}
