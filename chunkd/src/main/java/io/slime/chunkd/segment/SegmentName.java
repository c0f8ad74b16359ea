package io.slime.chunkd.segment;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a segment file, {@code <number>-<uuid>.segment}, or of one of its mark files, {@code
 * <number>-<uuid>.<generation>.marks}.
 *
 * @param number orders segments by age
 * @param uuid of the segment, drawn at random: what somebody stores can never look like a record
 * @param generation of the mark file, ≥ 1; 0 for the segment itself
 */
record SegmentName(int number, UUID uuid, int generation) {
    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{8})-([0-9a-f-]{36})\\.(?:segment|([1-9][0-9]{0,8})\\.marks)");

    static Optional<SegmentName> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String generation = matcher.group(3);
        return Optional.of(new SegmentName(
                Integer.parseInt(matcher.group(1), 16),
                UUID.fromString(matcher.group(2)),
                generation == null ? 0 : Integer.parseInt(generation)));
    }

    SegmentName marks(int next) {
        return new SegmentName(number, uuid, next);
    }

    boolean isSegment() {
        return generation == 0;
    }

    @Override
    public String toString() {
        return String.format("%08x-%s.%s", number, uuid, isSegment() ? "segment" : generation + ".marks");
    }
}
