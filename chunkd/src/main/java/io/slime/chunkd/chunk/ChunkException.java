package io.slime.chunkd.chunk;

/** Why a store did not do what was asked: one family, so that callers decide by one exhaustive switch. */
public abstract sealed class ChunkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ChunkException(String message, Throwable cause) {
        super(message, cause);
    }

    private ChunkException(String message) {
        super(message);
    }

    /** The store has no such chunk. */
    public static final class Missing extends ChunkException {
        private static final long serialVersionUID = 1L;

        public Missing(ChunkId id) {
            super("no chunk " + id);
        }
    }

    /** The chunk failed its checksum or could not be read; it is set aside and kept, and never served. */
    public static final class Quarantined extends ChunkException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        public Quarantined(ChunkId id, String reason) {
            super("chunk " + id + " is in quarantine: " + reason);
            this.reason = reason;
        }

        /** What was found wrong with it. */
        public String reason() {
            return reason;
        }
    }

    /** The id is taken by a chunk with other content; nothing was changed. */
    public static final class Conflict extends ChunkException {
        private static final long serialVersionUID = 1L;

        public Conflict(ChunkId id) {
            super("chunk " + id + " exists with other content");
        }
    }

    /** The chunk was written again since: the stamp given is not the chunk's; nothing was deleted. */
    public static final class StaleStamp extends ChunkException {
        private static final long serialVersionUID = 1L;

        public StaleStamp(ChunkId id) {
            super("chunk " + id + " was written again, its stamp is another");
        }
    }

    /** The store has seen a higher era than the caller's database: it went back in time, and nothing is deleted. */
    public static final class EraBehind extends ChunkException {
        private static final long serialVersionUID = 1L;

        private final long era;
        private final long highest;

        public EraBehind(long era, long highest) {
            super("era " + era + " is behind " + highest + ", the highest this store has seen: the metadata database"
                    + " went back in time; nothing is deleted until `slime meta accept`");
            this.era = era;
            this.highest = highest;
        }

        /** The era that the caller came with. */
        public long era() {
            return era;
        }

        /** The highest era that the store has seen. */
        public long highest() {
            return highest;
        }
    }

    /** The store belongs to another cluster. */
    public static final class ForeignCluster extends ChunkException {
        private static final long serialVersionUID = 1L;

        public ForeignCluster(String message) {
            super(message);
        }
    }

    /** The store has no space for this write; reads and deletes go on. */
    public static final class Full extends ChunkException {
        private static final long serialVersionUID = 1L;

        public Full(String message) {
            super(message);
        }
    }

    /** The store did not answer, is gone, or failed at its disk: nothing is known about the outcome. */
    public static final class Unreachable extends ChunkException {
        private static final long serialVersionUID = 1L;

        public Unreachable(String message) {
            super(message);
        }

        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The caller asked for what makes no sense, e.g. a range outside the chunk. */
    public static final class Refused extends ChunkException {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message);
        }
    }
}
