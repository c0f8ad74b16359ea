package io.slime.metadata.extent;

import java.util.UUID;

/**
 * The name of a content.
 *
 * @param epoch the epoch in which it was written
 * @param number its number within the epoch, ≥ 0
 */
public record ContentId(UUID epoch, long number) {
    public ContentId {
        if (number < 0) {
            throw new IllegalArgumentException("content number " + number + " is negative");
        }
    }

    @Override
    public String toString() {
        return epoch + "/" + number;
    }
}
