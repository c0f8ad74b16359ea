package io.slime.chunkd.segment;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** All that the mark files of one segment say, as read when the store opens. */
final class MarkSet {
    private final BitSet dead = new BitSet();
    private final BitSet settled = new BitSet();
    private final Map<Integer, Mark.Bad> bad = new TreeMap<>();
    private final TreeMap<Long, Long> skipped = new TreeMap<>();
    private boolean lost;

    /** Takes in a file; what is not whole was never acted on, and is passed over. */
    void read(byte[] file, UUID segment) {
        ByteBuffer in = ByteBuffer.wrap(file);
        while (in.remaining() >= Mark.UNIT) {
            Mark.decode(in, segment).ifPresent(this::add);
        }
    }

    void add(Mark mark) {
        switch (mark) {
            case Mark.Dead(int slot) -> dead.set(slot);
            case Mark.Bad damaged -> bad.put(damaged.slot(), damaged);
            case Mark.Settled(int slot) -> settled.set(slot);
            case Mark.Never(long from, long to) -> skipped.merge(from, to, Math::max);
            case Mark.Lost(long from, long to) -> {
                skipped.merge(from, to, Math::max);
                lost = true;
            }
        }
    }

    /** Whether the record at that slot is no chunk any more, however it looks. */
    boolean isGone(int slot) {
        return dead.get(slot) || bad.containsKey(slot) || skippedTo((long) slot * Place.SECTOR) > 0;
    }

    /** Where the range ends that holds no chunks and this position; 0 if there is none. */
    long skippedTo(long position) {
        Map.Entry<Long, Long> before = skipped.floorEntry(position);
        return before != null && before.getValue() > position ? before.getValue() : 0;
    }

    /** Damaged records that nobody has deleted or written again. */
    List<Mark.Bad> unsettled() {
        List<Mark.Bad> open = new ArrayList<>(bad.values());
        open.removeIf(mark -> settled.get(mark.slot()));
        return open;
    }

    /** Whether something in the segment must be kept for ever. */
    boolean keeps() {
        return lost || !bad.isEmpty();
    }
}
