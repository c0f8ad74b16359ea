package io.slime.chunkd.format;

import java.io.IOException;

/** What is on the disk is not what was written. */
public final class DamagedChunk extends IOException {
    private static final long serialVersionUID = 1L;

    public DamagedChunk(String reason) {
        super(reason);
    }
}
