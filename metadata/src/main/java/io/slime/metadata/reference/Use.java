package io.slime.metadata.reference;

/**
 * Something that needs a content.
 *
 * @param kind what it is
 * @param path its path
 * @param id the version id; of an upload its id
 * @param size its bytes; of an upload those of the part
 */
public record Use(Kind kind, String path, String id, long size) {
    /** What uses a content. */
    public enum Kind {
        /** The current version of a path. */
        OBJECT,
        /** A version behind the current one. */
        VERSION,
        /** A part of an upload that goes on. */
        UPLOAD
    }
}
