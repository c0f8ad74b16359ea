package io.slime.gateway.s3.header;

import io.slime.gateway.s3.error.S3Exception;
import java.util.regex.Pattern;

/** The form that ids of versions have: what is of another form is no id, and not the id of a version that is not there. */
public final class VersionIds {
    /** Thirty-two characters as S3's ids and ours have, a UUID as others have it, or {@code null}. */
    private static final Pattern FORM =
            Pattern.compile("null|[A-Za-z0-9._-]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private VersionIds() {}

    /** Whether it may be the id of a version. */
    public static boolean isOne(String id) {
        return FORM.matcher(id).matches();
    }

    /**
     * Lets only what may be the id of a version pass.
     *
     * @throws S3Exception {@code InvalidArgument}
     */
    public static void check(String id) {
        if (id.isEmpty()) {
            throw S3Exception.invalidArgument("Version id cannot be the empty string", "versionId", id);
        }
        if (!isOne(id)) {
            throw S3Exception.invalidArgument("Invalid version id specified", "versionId", id);
        }
    }
}
