package io.slime.gateway.extent;

import io.slime.metadata.garbage.Reclaimed;

/** Deletes the chunks of contents that are gone from the metadata. */
public class Eraser {
    /** Deletes the chunks at every store that answers; what cannot be deleted is left to reconcile. */
    public void erase(Reclaimed reclaimed) {
        throw new UnsupportedOperationException();
    }
}
