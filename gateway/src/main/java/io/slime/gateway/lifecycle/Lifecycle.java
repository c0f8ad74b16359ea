package io.slime.gateway.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.maintenance.Pace;
import io.slime.gateway.maintenance.Task;
import io.slime.metadata.Metadata;
import io.slime.metadata.listing.VersionListRequest;
import io.slime.metadata.listing.VersionPage;
import io.slime.metadata.task.TaskRow;
import io.slime.metadata.upload.UploadListRequest;
import io.slime.metadata.upload.UploadPage;
import io.slime.metadata.upload.UploadRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Has go, or get another storage class, what the lifecycles of buckets say: passes through all buckets that have one, four a day and one at midnight, a page at a
 * time. The time is the database's. Where a pass is stands in the task's row, so that any gateway goes on with it.
 */
public final class Lifecycle implements Task {
    /** What people call it. */
    public static final String NAME = "lifecycle";

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int PAGE = 500;
    private static final JsonMapper JSON = new JsonMapper();

    private final Metadata metadata;
    private final UUID gateway;
    private final LifecycleDay day;
    private final BooleanSupplier frozen;
    private final int limit;

    /**
     * Works on behalf of a gateway.
     *
     * @param day how long a day of a rule lasts
     * @param frozen whether nothing may be deleted at present
     */
    public Lifecycle(Metadata metadata, UUID gateway, LifecycleDay day, BooleanSupplier frozen) {
        this(metadata, gateway, day, frozen, PAGE);
    }

    /** The same with pages of so many entries. */
    public Lifecycle(Metadata metadata, UUID gateway, LifecycleDay day, BooleanSupplier frozen, int limit) {
        this.metadata = metadata;
        this.gateway = gateway;
        this.day = day;
        this.frozen = frozen;
        this.limit = limit;
    }

    /** What a page did. */
    private record Step(Cursor next, long removed, long bytes, long moved, long looked) {
        static Step to(Cursor next) {
            return new Step(next, 0, 0, 0, 0);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Pace pace() {
        Duration period = day.length().dividedBy(40);
        Duration bounded = period.compareTo(SHORTEST) < 0 ? SHORTEST : period.compareTo(LONGEST) > 0 ? LONGEST : period;
        return new Pace(bounded, SHORTEST);
    }

    @Override
    public boolean run() {
        Optional<TaskRow> lease =
                frozen.getAsBoolean() ? Optional.empty() : metadata.tasks().lease(NAME, gateway, LEASE);
        if (lease.isEmpty()) {
            return false;
        }
        Instant now = lease.get().leaseUntil().minus(LEASE);
        Cursor cursor = lease.get().cursor().flatMap(Cursor::parse).orElseGet(() -> Cursor.begin(day.quarter(now)));
        if (cursor.stage() == Cursor.Stage.OVER) {
            if (cursor.quarter() == day.quarter(now)) {
                return false;
            }
            cursor = Cursor.begin(day.quarter(now));
        }
        Step step = step(cursor, now);
        metadata.tasks().save(NAME, gateway, Optional.of(step.next().text()), progress(lease.get(), cursor, step));
        return step.next().stage() != Cursor.Stage.OVER;
    }

    private Step step(Cursor cursor, Instant now) {
        if (cursor.stage() == Cursor.Stage.DONE) {
            return Step.to(metadata.buckets()
                    .firstWith(Lifecycles.KIND, cursor.bucket())
                    .map(next -> cursor.at(next, Cursor.Stage.VERSIONS))
                    .orElseGet(() -> cursor.at("", Cursor.Stage.OVER)));
        }
        boolean uploads = cursor.stage() == Cursor.Stage.UPLOADS;
        Cursor behind = cursor.at(cursor.bucket(), uploads ? Cursor.Stage.DONE : Cursor.Stage.UPLOADS);
        Optional<LifecycleRules> rules = metadata.buckets()
                .setting(cursor.bucket(), Lifecycles.KIND)
                .map(RulesJson::read)
                .filter(all -> all.concerns(uploads));
        if (rules.isEmpty()) {
            return Step.to(behind);
        }
        return uploads ? uploads(cursor, rules.get(), now, behind) : versions(cursor, rules.get(), now, behind);
    }

    private Step versions(Cursor cursor, LifecycleRules rules, Instant now, Cursor behind) {
        VersionPage page = DatabaseCalls.ask(() -> metadata.listing()
                .versions(new VersionListRequest(
                        cursor.bucket() + "/", rules.prefix(), Optional.empty(), cursor.key(), cursor.id(), limit)));
        VersionPass pass = new VersionPass(metadata, rules, day, now, cursor);
        List<VersionPage.Entry> entries = page.entries();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof VersionPage.Version version) {
                boolean last =
                        i + 1 == entries.size() || !entries.get(i + 1).name().equals(version.name());
                pass.look(version, last);
            }
        }
        Cursor next = page.next()
                .map(marker -> cursor.behind(marker.key(), marker.versionId(), pass.newer(), pass.since()))
                .orElse(behind);
        return new Step(next, pass.removed(), pass.bytes(), pass.moved(), entries.size());
    }

    private Step uploads(Cursor cursor, LifecycleRules rules, Instant now, Cursor behind) {
        UploadPage page = metadata.uploads()
                .list(new UploadListRequest(
                        cursor.bucket(), rules.prefix(), Optional.empty(), cursor.key(), cursor.id(), limit));
        long aborted = 0;
        for (UploadRow upload : page.uploads()) {
            if (rules.uploadDue(upload.key(), upload.initiated(), day, now)
                    && metadata.uploads().abort(upload.id())) {
                aborted++;
            }
        }
        Cursor next = page.nextKey()
                .map(key -> cursor.behind(key, page.nextUpload(), 0, Instant.EPOCH))
                .orElse(behind);
        return new Step(next, aborted, 0, 0, page.uploads().size());
    }

    /** How much was removed or got another storage class in all, and how much was looked at in this pass. */
    private static String progress(TaskRow before, Cursor from, Step step) {
        ObjectNode progress = JSON.createObjectNode();
        try {
            if (JSON.readTree(before.progress()) instanceof ObjectNode known) {
                progress.setAll(known);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the progress of " + NAME + " cannot be read", e);
        }
        boolean begun = from.stage() == Cursor.Stage.DONE && from.bucket().isEmpty();
        progress.put("done", progress.path("done").asLong() + step.removed());
        progress.put("bytes", progress.path("bytes").asLong() + step.bytes());
        progress.put("moved", progress.path("moved").asLong() + step.moved());
        progress.put("looked", (begun ? 0 : progress.path("looked").asLong()) + step.looked());
        progress.put("bucket", step.next().bucket());
        return progress.toString();
    }
}
