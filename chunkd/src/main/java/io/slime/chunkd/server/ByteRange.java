package io.slime.chunkd.server;

import io.slime.chunkd.wire.ErrorCode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One range of a Range field (RFC 9110 14.1.2), as it stands there.
 *
 * @param from first byte
 * @param last last byte; empty for the end of the chunk
 */
record ByteRange(long from, OptionalLong last) {
    private static final String UNIT = "bytes=";

    /**
     * Reads a Range field.
     *
     * @throws Refusal if it is anything but {@code bytes=a-b} or {@code bytes=a-}
     */
    static Optional<ByteRange> of(Optional<String> field) {
        return field.map(ByteRange::parse);
    }

    private static ByteRange parse(String text) {
        int dash = text.indexOf('-');
        if (!text.startsWith(UNIT) || dash < 0) {
            throw Refusal.bad("the range '" + text + "' is not bytes=first-last or bytes=first-");
        }
        long from = Parameters.number("range", text.substring(UNIT.length(), dash), Long.MAX_VALUE / 2);
        String end = text.substring(dash + 1);
        if (end.isEmpty()) {
            return new ByteRange(from, OptionalLong.empty());
        }
        long last = Parameters.number("range", end, Long.MAX_VALUE / 2);
        if (last < from) {
            throw new Refusal(ErrorCode.RANGE, "the range '" + text + "' ends before it begins");
        }
        return new ByteRange(from, OptionalLong.of(last));
    }
}
