package io.slime.gateway.s3.object;

import io.slime.gateway.object.ETags;
import io.slime.gateway.object.Preconditions;
import io.slime.gateway.object.ReadConditions;
import io.slime.gateway.object.StateCondition;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.ETagList;
import io.slime.gateway.s3.header.HttpDate;
import io.slime.gateway.s3.header.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** The conditions that headers state, as the core has them. A date that is none is no condition (RFC 9110, 13.1.3). */
public final class Conditions {
    private static final String IF_MATCH = "if-match";
    private static final String MODIFIED = "x-amz-if-match-last-modified-time";
    private static final String SIZE = "x-amz-if-match-size";
    private static final String IF_NONE_MATCH = "if-none-match";

    /** A tag that no object has: a quote cannot stand in one. */
    private static final ETags NOTHING = ETags.of("\"");

    private Conditions() {}

    /** The conditions of a read. */
    public static ReadConditions ofRead(HttpHeaders headers) {
        return read(headers, "");
    }

    /** The conditions on the source of a copy. */
    public static ReadConditions ofCopySource(HttpHeaders headers) {
        return read(headers, "x-amz-copy-source-");
    }

    /**
     * The conditions of a write.
     *
     * @throws S3Exception {@code NotImplemented} for an If-None-Match that is not {@code *}, which S3 does not know
     */
    public static Preconditions ofWrite(HttpHeaders headers) {
        Optional<ETags> ifNoneMatch = headers.joined(IF_NONE_MATCH).map(value -> {
            if (!value.equals("*")) {
                throw S3Exception.notImplementedHeader("If-None-Match");
            }
            return ETags.ANY;
        });
        return new Preconditions(ifMatch(headers, IF_MATCH), ifNoneMatch, false);
    }

    /** The conditions on the source of a rename. */
    static ReadConditions ofRenameSource(HttpHeaders headers) {
        return read(headers, "x-amz-rename-source-");
    }

    /**
     * The conditions on the destination of a rename.
     *
     * @throws S3Exception as {@link #ofWrite}
     */
    static Preconditions ofRename(HttpHeaders headers) {
        return ofWrite(headers)
                .and(new StateCondition(
                        Optional.empty(),
                        Optional.empty(),
                        headers.first("if-modified-since").flatMap(HttpDate::parse),
                        headers.first("if-unmodified-since").flatMap(HttpDate::parse)));
    }

    /**
     * The conditions of a delete.
     *
     * @throws S3Exception {@code InvalidArgument} for a date or a size that is none: a delete is not done on a condition that
     *     cannot be understood
     */
    static Preconditions ofDelete(HttpHeaders headers) {
        return ofWrite(headers)
                .and(StateCondition.of(
                        headers.first(MODIFIED)
                                .map(text -> HttpDate.parse(text)
                                        .orElseThrow(() -> S3Exception.invalidArgument(
                                                "The date cannot be understood", MODIFIED, text))),
                        headers.first(SIZE)
                                .map(text -> size(text)
                                        .orElseThrow(() ->
                                                S3Exception.invalidArgument("The size is not a number", SIZE, text)))));
    }

    /** A size in bytes. */
    static Optional<Long> size(String text) {
        String number = text.strip();
        return number.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(number)) : Optional.empty();
    }

    private static ReadConditions read(HttpHeaders headers, String prefix) {
        return new ReadConditions(
                ifMatch(headers, prefix + IF_MATCH),
                headers.joined(prefix + IF_NONE_MATCH)
                        .map(ETagList::parse)
                        .map(list -> list.any()
                                ? ETags.ANY
                                : tags(list.tags().stream()
                                        .map(ETagList.Tag::value)
                                        .toList())),
                headers.first(prefix + "if-modified-since").flatMap(HttpDate::parse),
                headers.first(prefix + "if-unmodified-since").flatMap(HttpDate::parse));
    }

    private static Optional<ETags> ifMatch(HttpHeaders headers, String name) {
        return headers.joined(name)
                .map(ETagList::parse)
                .map(list -> list.any()
                        ? ETags.ANY
                        : tags(list.tags().stream()
                                .filter(tag -> !tag.weak())
                                .map(ETagList.Tag::value)
                                .toList()));
    }

    private static ETags tags(List<String> tags) {
        return tags.isEmpty() ? NOTHING : new ETags(false, tags);
    }
}
