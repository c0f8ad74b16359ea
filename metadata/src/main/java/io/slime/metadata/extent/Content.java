package io.slime.metadata.extent;

import java.util.Optional;

/**
 * A content as read: immutable bytes.
 *
 * @param id its name
 * @param size its bytes
 * @param layout how they are kept
 * @param key its data key if the bytes that are kept are encrypted; one of parts has one too, which encrypts nothing
 */
public record Content(ContentId id, long size, Layout layout, Optional<ContentKey> key) {
    /** One that is not encrypted. */
    public Content(ContentId id, long size, Layout layout) {
        this(id, size, layout, Optional.empty());
    }
}
