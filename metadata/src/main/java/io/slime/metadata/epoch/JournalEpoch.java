package io.slime.metadata.epoch;

import java.util.UUID;

/**
 * The epochs in whose names the journal lies in the stores: one for each timeline. They are in no table, so that the journal is found
 * without a database; their ids stand behind all others, in the order of the timelines.
 */
public final class JournalEpoch {
    /** The first half of each id, of a UUID of version 8 (RFC 9562, section 5.8). */
    private static final long PREFIX = 0xFFFF_6A6F_7572_8E6CL;

    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long TIMELINE = 0x3FFF_FFFF_FFFF_FFFFL;

    private JournalEpoch() {}

    /** The epoch of a timeline. */
    public static UUID of(long timeline) {
        return new UUID(PREFIX, VARIANT | (timeline & TIMELINE));
    }

    /** Whether an epoch is one of the journal. */
    public static boolean is(UUID epoch) {
        return epoch.getMostSignificantBits() == PREFIX;
    }

    /** The timeline of an epoch of the journal. */
    public static long timeline(UUID epoch) {
        return epoch.getLeastSignificantBits() & TIMELINE;
    }
}
