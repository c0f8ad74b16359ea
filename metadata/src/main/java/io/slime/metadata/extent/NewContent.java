package io.slime.metadata.extent;

import java.util.List;
import java.util.Optional;

/**
 * A content whose chunks are written and which waits to be published for the first time. Its epoch must be open then.
 *
 * @param id its name, new
 * @param size its bytes
 * @param extents its extents in order, covering [0, size) without gaps; none if the size is 0
 * @param key its data key if it is encrypted
 */
public record NewContent(ContentId id, long size, List<ExtentRow> extents, Optional<ContentKey> key) {
    public NewContent {
        extents = List.copyOf(extents);
        long end = 0;
        for (int position = 0; position < extents.size(); position++) {
            ExtentRow extent = extents.get(position);
            if (extent.position() != position || extent.start() != end) {
                throw new IllegalArgumentException("content " + id + ": extent " + extent + " follows byte " + end);
            }
            end += extent.length();
        }
        if (end != size) {
            throw new IllegalArgumentException("content " + id + ": extents cover " + end + " of " + size + " bytes");
        }
    }

    /** One that is not encrypted. */
    public NewContent(ContentId id, long size, List<ExtentRow> extents) {
        this(id, size, extents, Optional.empty());
    }

    /** The same, which is encrypted by that key. */
    public NewContent with(Optional<ContentKey> dataKey) {
        return new NewContent(id, size, extents, dataKey);
    }
}
