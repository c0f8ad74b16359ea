package io.slime.metadata.foreign;

import io.slime.metadata.extent.ContentId;

/**
 * A content that foreign chunks make.
 *
 * @param id its name
 * @param path what it was written for; empty where no chunk tells
 * @param upload the upload that it is a part of; empty if it is an object
 * @param part the part's number, 0 for an object
 * @param written when its writing began, in milliseconds since 1970 by the writer's clock
 * @param size its bytes; of one that is not whole, those of the chunks that are there
 * @param state what is to become of it, or became
 */
public record ForeignContent(ContentId id, String path, String upload, int part, long written, long size, State state) {
    /** What is to become of a foreign content. */
    public enum State {
        /** All its extents can be read, and it is newer than what the database has: it can be adopted. */
        WHOLE,
        /** It is what the database has at its path from now on. */
        ADOPTED,
        /** Of some extent, too few chunks are there. */
        INCOMPLETE,
        /** Something newer was written at its path. */
        SUPERSEDED,
        /** It is a part of an upload that the database does not know. */
        UPLOAD_UNKNOWN,
        /** It is there, but its bytes are not those that were written, or it could not be published. */
        REFUSED
    }

    /** The same in another state. */
    public ForeignContent in(State other) {
        return new ForeignContent(id, path, upload, part, written, size, other);
    }
}
