package io.slime.gateway.object;

import java.util.Optional;

/**
 * What must hold for a write to happen (S3 API reference, "conditional writes"); decided exactly, by the transaction that
 * publishes. A delete marker counts as nothing being there.
 *
 * @param ifMatch the current object must be one of these
 * @param ifNoneMatch the current object must be none of these; {@link ETags#ANY} means that there must be none at all
 * @param byNativeTag whether tags are compared with {@link Description#nativeEtag()} rather than with the S3 ETag
 * @param state what else must hold of the current object
 */
public record Preconditions(
        Optional<ETags> ifMatch, Optional<ETags> ifNoneMatch, boolean byNativeTag, StateCondition state) {
    /** Nothing need hold. */
    public static final Preconditions NONE = new Preconditions(Optional.empty(), Optional.empty(), false);

    /** Nothing may be there: {@code If-None-Match: *}. */
    public static final Preconditions ABSENT = new Preconditions(Optional.empty(), Optional.of(ETags.ANY), false);

    /** Of tags alone. */
    public Preconditions(Optional<ETags> ifMatch, Optional<ETags> ifNoneMatch, boolean byNativeTag) {
        this(ifMatch, ifNoneMatch, byNativeTag, StateCondition.NONE);
    }

    /** The same with what else must hold. */
    public Preconditions and(StateCondition more) {
        return new Preconditions(ifMatch, ifNoneMatch, byNativeTag, more);
    }

    /** The current object must be one of these: {@code If-Match}. */
    public static Preconditions ifMatch(ETags tags) {
        return new Preconditions(Optional.of(tags), Optional.empty(), false);
    }

    /** Whether nothing need hold. */
    public boolean isEmpty() {
        return ifMatch.isEmpty() && ifNoneMatch.isEmpty() && state.isEmpty();
    }
}
