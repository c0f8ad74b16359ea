package io.slime.metadata.publish;

import io.slime.metadata.bucket.Versioning;
import io.slime.metadata.quota.Allowance;
import io.slime.metadata.quota.QuotaTable;
import io.slime.metadata.quota.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds changes to the quotas of their buckets. Where there are some, the counters are read beside the transaction of the changes, as is
 * committed then: within it, any two publishes of one bucket would fail each other. So a quota may be exceeded by what other committers
 * publish at the same moment, in the transactions that have begun and not ended, and by no more.
 *
 * @param quotas what is read
 * @param freed what goes with each version that comes
 * @param onlyReplacing whether that goes only where old versions are not kept
 */
record Rooms(QuotaTable quotas, Use freed, boolean onlyReplacing) {
    /** Where nothing goes for what comes. */
    static Rooms of(QuotaTable quotas) {
        return new Rooms(quotas, Use.NONE, false);
    }

    /** For the completion of an upload whose parts have that many bytes. */
    Rooms completing(long bytes) {
        return new Rooms(quotas, new Use(0, -bytes), false);
    }

    /** For the move of an object of that many bytes. */
    Rooms moving(long bytes) {
        return new Rooms(quotas, new Use(-1, -bytes), true);
    }

    /** Why changes are refused, by their index; nothing is asked if no bucket of theirs has a quota. */
    Map<Integer, PublishResult> refusals(List<Publish> changes, Guards guards) {
        Map<Integer, String> limited = new HashMap<>();
        for (int i = 0; i < changes.size(); i++) {
            Publish change = changes.get(i);
            if (change instanceof Publish.Put || change instanceof Publish.PutPart) {
                int index = i;
                guards.limited(change).ifPresent(bucket -> limited.put(index, bucket));
            }
        }
        return limited.isEmpty() ? Map.of() : refusals(changes, guards, limited);
    }

    private Map<Integer, PublishResult> refusals(List<Publish> changes, Guards guards, Map<Integer, String> limited) {
        Set<String> buckets = new HashSet<>(limited.values());
        List<String> paths = new ArrayList<>();
        limited.keySet().forEach(i -> {
            if (changes.get(i) instanceof Publish.Put put) {
                paths.add(put.path());
            }
        });
        Allowance allowance = quotas.allowance(buckets, paths);
        Map<Integer, PublishResult> refused = new HashMap<>();
        limited.forEach((i, bucket) -> {
            Publish change = changes.get(i);
            if (guards.refusal(change).isEmpty()) {
                granted(allowance, guards, bucket, change)
                        .ifPresent(why -> refused.put(i, new PublishResult.QuotaExceeded(why)));
            }
        });
        return refused;
    }

    private Optional<String> granted(Allowance allowance, Guards guards, String bucket, Publish change) {
        return switch (change) {
            case Publish.PutPart part -> allowance.part(bucket, part.source().size());
            case Publish.Put put -> {
                boolean goes = !onlyReplacing || guards.versioning(put) == Versioning.OFF;
                yield allowance.version(bucket, put.path(), put.source().size(), goes ? freed : Use.NONE);
            }
            default -> Optional.empty();
        };
    }
}
