package io.slime.gateway.s3.header;

import io.slime.gateway.s3.error.S3Exception;
import java.util.List;
import java.util.Set;

/**
 * The headers of S3 that have one value. Whoever looks at a repeated one sees another value than the next who looks at it: rules
 * would be asked about one, and the other be done.
 */
public final class SingleHeaders {
    private static final String AMZ = "x-amz-";

    /** Lists, which may come in several fields (RFC 9110, 5.3). */
    private static final Set<String> LISTS = Set.of(
            "x-amz-object-attributes",
            "x-amz-optional-object-attributes",
            "x-amz-te",
            "x-amz-trailer",
            "x-amz-user-agent");

    /** Beginnings of names of others: what a user says of an object, which S3 joins, and grantees. */
    private static final List<String> LIST_PREFIXES = List.of("x-amz-meta-", "x-amz-grant-");

    /** Ends of names of others: lists of entity tags. */
    private static final List<String> LIST_SUFFIXES = List.of("-if-match", "-if-none-match");

    private SingleHeaders() {}

    /**
     * Lets only requests pass in which none of them is repeated.
     *
     * @throws S3Exception {@code InvalidRequest}
     */
    public static void check(HttpHeaders headers) {
        for (String name : headers.names()) {
            if (name.startsWith(AMZ) && headers.all(name).size() > 1 && !isList(name)) {
                throw S3Exception.invalidRequest("The header " + name + " must not be repeated");
            }
        }
    }

    private static boolean isList(String name) {
        return LISTS.contains(name)
                || LIST_PREFIXES.stream().anyMatch(name::startsWith)
                || LIST_SUFFIXES.stream().anyMatch(name::endsWith);
    }
}
