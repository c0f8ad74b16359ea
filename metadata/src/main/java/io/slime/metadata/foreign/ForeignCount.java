package io.slime.metadata.foreign;

/**
 * How many foreign contents are in one state.
 *
 * @param contents their number
 * @param bytes their bytes
 */
public record ForeignCount(long contents, long bytes) {
    /** None. */
    public static final ForeignCount NONE = new ForeignCount(0, 0);
}
