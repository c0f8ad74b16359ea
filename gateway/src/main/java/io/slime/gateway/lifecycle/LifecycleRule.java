package io.slime.gateway.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rule of a bucket's lifecycle (S3 API reference, "LifecycleRule").
 *
 * @param id its id, unique in the bucket
 * @param enabled whether it holds
 * @param scope which objects it is about
 * @param expiration when the current version goes
 * @param noncurrent when versions behind the current one go
 * @param abortDays days after which an upload is aborted, ≥ 1
 * @param transitions when versions get another storage class
 */
public record LifecycleRule(
        String id,
        boolean enabled,
        Scope scope,
        Optional<Expiration> expiration,
        Optional<Noncurrent> noncurrent,
        Optional<Integer> abortDays,
        Transitions transitions) {
    /**
     * Which objects a rule is about: those of which all of it holds.
     *
     * @param legacy whether the prefix was said outside a filter, as old clients do
     * @param prefix what keys begin with, where it was said
     * @param tags tags that they have
     * @param above they have more bytes
     * @param below they have fewer bytes
     */
    public record Scope(
            boolean legacy,
            Optional<String> prefix,
            Map<String, String> tags,
            Optional<Long> above,
            Optional<Long> below) {
        /** Keeps a copy. */
        public Scope {
            tags = Map.copyOf(tags);
        }

        /** Whether it is about an object. */
        public boolean covers(String key, Map<String, String> itsTags, long size) {
            return coversKey(key)
                    && itsTags.entrySet().containsAll(tags.entrySet())
                    && above.filter(bytes -> size <= bytes).isEmpty()
                    && below.filter(bytes -> size >= bytes).isEmpty();
        }

        /** Whether it is about what has a key alone: an upload, a delete marker. */
        public boolean coversBare(String key) {
            return coversKey(key) && tags.isEmpty() && above.isEmpty() && below.isEmpty();
        }

        private boolean coversKey(String key) {
            return key.startsWith(prefix.orElse(""));
        }
    }

    /**
     * When the current version goes.
     *
     * @param days days after it was written, ≥ 1
     * @param date or a time at which all that is there goes
     * @param markers or whether a delete marker goes that hides nothing any more
     */
    public record Expiration(Optional<Integer> days, Optional<Instant> date, Optional<Boolean> markers) {}

    /**
     * When versions behind the current one go.
     *
     * @param days days after they were replaced, ≥ 1
     * @param newer how many of the newest of them stay
     */
    public record Noncurrent(int days, Optional<Integer> newer) {}

    /**
     * When versions get another storage class.
     *
     * @param current of the current version, each to another class
     * @param noncurrent of versions behind the current one, each to another class
     */
    public record Transitions(List<Transition> current, List<NoncurrentTransition> noncurrent) {
        /** None at all. */
        public static final Transitions NONE = new Transitions(List.of(), List.of());

        /** Keeps copies. */
        public Transitions {
            current = List.copyOf(current);
            noncurrent = List.copyOf(noncurrent);
        }

        /** Whether there is none. */
        public boolean isEmpty() {
            return current.isEmpty() && noncurrent.isEmpty();
        }
    }

    /**
     * When the current version gets another storage class.
     *
     * @param days days after it was written, ≥ 0
     * @param date or a time at which all that is there does
     * @param storageClass the class
     */
    public record Transition(Optional<Integer> days, Optional<Instant> date, String storageClass) {}

    /**
     * When versions behind the current one get another storage class.
     *
     * @param days days after they were replaced, ≥ 0
     * @param newer how many of the newest of them keep theirs
     * @param storageClass the class
     */
    public record NoncurrentTransition(int days, Optional<Integer> newer, String storageClass) {}
}
