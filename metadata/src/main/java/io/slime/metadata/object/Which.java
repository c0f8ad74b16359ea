package io.slime.metadata.object;

import io.slime.metadata.extent.ContentId;
import java.util.Optional;

/**
 * Which version of a path is to be changed; what is empty may be anything.
 *
 * @param path the path
 * @param versionId its id; empty for the current one
 * @param order its order, together with its content
 * @param content its content
 */
public record Which(String path, Optional<String> versionId, Optional<Long> order, Optional<ContentId> content) {
    /** The SQL that only rows of it meet, with {@link #arguments}. */
    static final String IS = "path = ? AND NOT delete_marker AND version_id = coalesce(?, version_id) "
            + "AND version_order = coalesce(?, version_order) AND content_epoch = coalesce(?, content_epoch) "
            + "AND content_number = coalesce(?, content_number)";

    /** The version of that id, or else the current one, whatever it is. */
    public static Which of(String path, Optional<String> versionId) {
        return new Which(path, versionId, Optional.empty(), Optional.empty());
    }

    /** Exactly the version that was read. */
    public static Which of(String path, String versionId, long order, ContentId content) {
        return new Which(path, Optional.of(versionId), Optional.of(order), Optional.of(content));
    }

    /** What {@link #IS} asks for. */
    Object[] arguments() {
        return new Object[] {path, versionId, order, content.map(ContentId::epoch), content.map(ContentId::number)};
    }
}
