package io.slime.gateway.extent;

import io.slime.erasure.Redundancy;
import io.slime.erasure.StripeLayout;
import io.slime.metadata.extent.ContentId;

/**
 * What is known of a content before it is written.
 *
 * @param path what it is written for
 * @param versionId the version, or upload and part
 * @param redundancy how it is coded
 * @param length its bytes, or -1
 */
record ContentPlan(String path, String versionId, Redundancy redundancy, long length) {
    /** The extent that begins at {@code start}; its length, if known, is {@code extentLength}, else -1. */
    ExtentPlan extent(ContentId content, int position, long start, int cell, long extentLength) {
        long chunk = extentLength < 0 ? -1 : new StripeLayout(redundancy, cell, extentLength).chunkLength();
        return new ExtentPlan(content, position, start, redundancy, cell, chunk, path, versionId);
    }
}
