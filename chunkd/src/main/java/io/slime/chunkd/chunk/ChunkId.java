package io.slime.chunkd.chunk;

import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/**
 * The name of a chunk: the content that it belongs to (epoch and number), the position of its extent in that content,
 * and its index within the extent. Ordered as its text is.
 *
 * @param epoch the epoch of the gateway that wrote the content
 * @param number the content's number within the epoch, ≥ 0
 * @param position the extent's ordinal within the content, ≥ 0
 * @param index the chunk's index within the extent, in [0, 100)
 */
public record ChunkId(UUID epoch, long number, int position, int index) implements Comparable<ChunkId> {
    private static final int TEXT_LENGTH = 32 + 1 + 16 + 1 + 8 + 1 + 2;

    public ChunkId {
        if (number < 0 || position < 0 || index < 0 || index >= 100) {
            throw new IllegalArgumentException(
                    "no chunk id: number " + number + ", position " + position + ", index " + index);
        }
    }

    /**
     * Reads the text form, e.g. {@code 0198c0ffee007abc8def0123456789ab.000000000000002a.00000000.01}.
     *
     * @throws IllegalArgumentException if the text is not exactly of that form
     */
    public static ChunkId parse(String text) {
        if (text.length() != TEXT_LENGTH
                || text.charAt(32) != '.'
                || text.charAt(49) != '.'
                || text.charAt(58) != '.'
                || !text.equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("not a chunk id: " + text);
        }
        UUID epoch = new UUID(HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32));
        return new ChunkId(
                epoch,
                HexFormat.fromHexDigitsToLong(text, 33, 49),
                HexFormat.fromHexDigits(text, 50, 58),
                HexFormat.fromHexDigits(text, 59, 61));
    }

    /** Orders by epoch, number, position, index, all unsigned: the order of the text forms. */
    @Override
    public int compareTo(ChunkId other) {
        int order = Long.compareUnsigned(epoch.getMostSignificantBits(), other.epoch.getMostSignificantBits());
        if (order == 0) {
            order = Long.compareUnsigned(epoch.getLeastSignificantBits(), other.epoch.getLeastSignificantBits());
        }
        if (order == 0) {
            order = Long.compare(number, other.number);
        }
        if (order == 0) {
            order = Integer.compare(position, other.position);
        }
        return order == 0 ? Integer.compare(index, other.index) : order;
    }

    /** The text form: fixed width, lower-case hexadecimal, ordered by bytes as the ids are. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(epoch.getMostSignificantBits())
                + hex.toHexDigits(epoch.getLeastSignificantBits())
                + '.'
                + hex.toHexDigits(number)
                + '.'
                + hex.toHexDigits(position)
                + '.'
                + hex.toHexDigits((byte) index);
    }
}
