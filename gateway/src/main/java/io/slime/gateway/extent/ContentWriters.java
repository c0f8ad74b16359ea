package io.slime.gateway.extent;

import io.slime.gateway.failure.StorageException;

/** Begins contents. */
public class ContentWriters {
    /**
     * Begins a content; its id is of this gateway's open epoch, which stays open until the writer is closed.
     *
     * @param path what it is written for, kept in its chunks: bucket and key as stored
     * @param versionId the version id, or upload id and part number, kept in its chunks
     * @param knownLength its length in bytes, or -1 if that is not known before the end
     * @throws StorageException.Unavailable if fewer stores than {@code need} can be reached, or this gateway has no open epoch
     */
    public ContentWriter open(String path, String versionId, long knownLength) {
        throw new UnsupportedOperationException();
    }
}
