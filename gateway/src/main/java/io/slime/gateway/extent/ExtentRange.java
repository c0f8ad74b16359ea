package io.slime.gateway.extent;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;

/**
 * Some bytes of one extent.
 *
 * @param content the content of the extent
 * @param extent the extent
 * @param from the first byte within the extent
 * @param length how many, ≥ 1
 */
record ExtentRange(ContentId content, ExtentRow extent, int from, int length) {
    /** The part of an extent that lies in bytes [from, end) of its content. */
    static ExtentRange of(ContentId content, ExtentRow extent, long from, long end) {
        int first = (int) Math.max(0, from - extent.start());
        int last = (int) Math.min(extent.length(), end - extent.start());
        return new ExtentRange(content, extent, first, last - first);
    }

    boolean whole() {
        return length == extent.length();
    }
}
