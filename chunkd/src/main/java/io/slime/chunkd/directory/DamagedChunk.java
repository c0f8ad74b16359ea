package io.slime.chunkd.directory;

import java.io.IOException;

/** What is on the disk is not what was written. */
final class DamagedChunk extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedChunk(String reason) {
        super(reason);
    }
}
