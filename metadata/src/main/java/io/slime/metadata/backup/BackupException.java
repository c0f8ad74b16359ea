package io.slime.metadata.backup;

import java.io.IOException;

/** A backup that cannot be used: damaged, cut off, of a newer release, or no backup at all. */
public final class BackupException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong with it. */
    public BackupException(String message) {
        super(message);
    }
}
