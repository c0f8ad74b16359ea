package io.slime.metadata.redundancy;

import io.slime.erasure.Redundancy;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every redundancy that is set.
 *
 * @param cluster of what has no other
 * @param classes by storage class; {@code STANDARD} is none of them
 * @param buckets by bucket, of those that have one of their own
 */
public record Profiles(Redundancy cluster, Map<String, Redundancy> classes, Map<String, Redundancy> buckets) {
    /** The class of what was written without one: as the bucket says, or the cluster. */
    public static final String STANDARD = "STANDARD";

    /** The stronger is the one that survives more losses, or else the one of fewer chunks. */
    public static final Comparator<Redundancy> STRENGTH =
            Comparator.comparingInt(Redundancy::parity).thenComparing(Redundancy::need, Comparator.reverseOrder());

    public Profiles {
        classes = Collections.unmodifiableMap(new TreeMap<>(classes));
        buckets = Collections.unmodifiableMap(new TreeMap<>(buckets));
    }

    /** Whose redundancy a version is coded by. */
    public Scope scope(String path, String storageClass) {
        if (!storageClass.equals(STANDARD)) {
            return Scope.storageClass(storageClass);
        }
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? "" : path.substring(0, slash);
        return buckets.containsKey(bucket) ? Scope.bucket(bucket) : Scope.CLUSTER;
    }

    /** The redundancy of a scope; empty if there is no such storage class. */
    public Optional<Redundancy> of(Scope scope) {
        return switch (scope.kind()) {
            case CLUSTER -> Optional.of(cluster);
            case BUCKET -> Optional.of(buckets.getOrDefault(scope.name(), cluster));
            case CLASS -> Optional.ofNullable(classes.get(scope.name()));
        };
    }

    /** All that are set. */
    public Stream<Redundancy> all() {
        return Stream.concat(Stream.of(cluster), Stream.concat(classes.values().stream(), buckets.values().stream()));
    }

    /** The strongest that is set. */
    public Redundancy strongest() {
        return all().max(STRENGTH).orElse(cluster);
    }
}
