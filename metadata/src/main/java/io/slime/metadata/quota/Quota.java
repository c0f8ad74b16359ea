package io.slime.metadata.quota;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much may lie in a bucket, or in the buckets of an account. What counts: versions of all kinds but delete markers, and the parts of
 * uploads in progress.
 *
 * @param bytes most bytes; empty for any number
 * @param objects most versions; empty for any number
 */
public record Quota(OptionalLong bytes, OptionalLong objects) {
    /** No limit. */
    public static final Quota NONE = new Quota(OptionalLong.empty(), OptionalLong.empty());

    public Quota {
        if (bytes.orElse(0) < 0 || objects.orElse(0) < 0) {
            throw new IllegalArgumentException("a quota is no negative number");
        }
    }

    /** Whether there is no limit. */
    public boolean isNone() {
        return bytes.isEmpty() && objects.isEmpty();
    }

    /**
     * Why no more may come, if it may not. What does not grow may always come, even where there is too much already.
     *
     * @param used what there is
     * @param more what is to come, replacing something perhaps
     */
    Optional<String> refusal(Use used, Use more) {
        if (more.bytes() > 0 && bytes.isPresent() && used.bytes() + more.bytes() > bytes.getAsLong()) {
            return Optional.of(used.bytes() + " of " + bytes.getAsLong() + " bytes are used, and " + more.bytes()
                    + " more were to come");
        }
        if (more.objects() > 0 && objects.isPresent() && used.objects() + more.objects() > objects.getAsLong()) {
            return Optional.of(used.objects() + " of " + objects.getAsLong() + " objects are there");
        }
        return Optional.empty();
    }
}
