package io.slime.metadata.transaction;

import org.jspecify.annotations.Nullable;

/** Why the metadata database could not do what was asked; each case says what the caller may conclude about what was changed. */
public abstract sealed class MetadataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private MetadataException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The database does not answer, or refuses to for now. Nothing was changed; trying later is sensible. */
    public static final class Unavailable extends MetadataException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Concurrent transactions stood in the way until the deadline or the limit of attempts. Nothing was changed. */
    public static final class Contended extends MetadataException {
        private static final long serialVersionUID = 1L;

        public Contended(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The answer to a COMMIT was lost and could not be asked for again in time: the change may be there or not, so no chunk may be deleted on account of it. */
    public static final class OutcomeUnknown extends MetadataException {
        private static final long serialVersionUID = 1L;

        public OutcomeUnknown(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The database is one that Slime does not run on: too old, without fsync, not UTF-8, or of a newer format. */
    public static final class Incompatible extends MetadataException {
        private static final long serialVersionUID = 1L;

        public Incompatible(String message) {
            super(message, null);
        }
    }

    /** A statement failed in a way that no caller expects: a bug, or a damaged database. Nothing was changed. */
    public static final class Corrupt extends MetadataException {
        private static final long serialVersionUID = 1L;

        public Corrupt(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
