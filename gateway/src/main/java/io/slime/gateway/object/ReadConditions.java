package io.slime.gateway.object;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The conditions of a read, and the order in which they count (RFC 9110, 13.2.2): If-Match makes If-Unmodified-Since void,
 * If-None-Match makes If-Modified-Since void. Dates have whole seconds.
 *
 * @param ifMatch read only if it is one of these
 * @param ifNoneMatch read only if it is none of these
 * @param ifModifiedSince read only if it is newer
 * @param ifUnmodifiedSince read only if it is not newer
 */
public record ReadConditions(
        Optional<ETags> ifMatch,
        Optional<ETags> ifNoneMatch,
        Optional<Instant> ifModifiedSince,
        Optional<Instant> ifUnmodifiedSince) {
    /** No condition. */
    public static final ReadConditions NONE =
            new ReadConditions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** What the conditions say about a version. */
    public enum Verdict {
        /** Answer as if there were no condition. */
        PROCEED,
        /** 304 Not Modified. */
        NOT_MODIFIED,
        /** 412 Precondition Failed. */
        FAILED
    }

    /** What is to be said not to hold where one does not, of a version of that tag: the name that HTTP has for it. */
    public String failed(String etag) {
        if (ifMatch.isPresent() && !ifMatch.get().matches(etag)) {
            return "If-Match";
        }
        if (ifNoneMatch.isPresent() && ifNoneMatch.get().matches(etag)) {
            return "If-None-Match";
        }
        return ifMatch.isEmpty() && ifUnmodifiedSince.isPresent() ? "If-Unmodified-Since" : "If-Modified-Since";
    }

    /** Decides for the version. */
    public Verdict decide(ObjectVersion version) {
        return decide(version.description().etag(), version.modified());
    }

    /** Decides for an object with this tag, last modified then. */
    public Verdict decide(String etag, Instant modified) {
        Instant second = modified.truncatedTo(ChronoUnit.SECONDS);
        if (ifMatch.isPresent()) {
            if (!ifMatch.get().matches(etag)) {
                return Verdict.FAILED;
            }
        } else if (ifUnmodifiedSince.isPresent() && second.isAfter(ifUnmodifiedSince.get())) {
            return Verdict.FAILED;
        }
        if (ifNoneMatch.isPresent()) {
            return ifNoneMatch.get().matches(etag) ? Verdict.NOT_MODIFIED : Verdict.PROCEED;
        }
        if (ifModifiedSince.isPresent() && !second.isAfter(ifModifiedSince.get())) {
            return Verdict.NOT_MODIFIED;
        }
        return Verdict.PROCEED;
    }
}
