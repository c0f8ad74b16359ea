package io.slime.metadata.publish;

import io.slime.metadata.extent.ContentId;

/** What must hold of a path's current version for a publish to happen. */
public sealed interface Precondition {
    /** Anything may be there. */
    record None() implements Precondition {}

    /** Nothing is there, or a delete marker ({@code If-None-Match: *}). */
    record IfAbsent() implements Precondition {}

    /** Something is there ({@code If-Match: *}). */
    record IfPresent() implements Precondition {}

    /** A version with this entity tag, without quotes, is there ({@code If-Match}). */
    record IfMatch(String etag) implements Precondition {}

    /** Exactly the version that was read is there: for conditions that only the caller can judge. */
    record IfCurrent(long order, ContentId content) implements Precondition {}

    /** The version that is named has that order. */
    record IfOrder(long order) implements Precondition {}

    /** The version that is named has that order and is not the current one. */
    record IfBehind(long order) implements Precondition {}

    /** The version that is named has that order, is a delete marker, and is all that there is of its path. */
    record IfAlone(long order) implements Precondition {}
}
