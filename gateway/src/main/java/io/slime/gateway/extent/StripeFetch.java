package io.slime.gateway.extent;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/**
 * Some bytes of one stripe on their way from the stores: the data cells that hold them, or whichever {@code need} cells come. In
 * each cell one window is read, which covers what is wanted. Used by one thread.
 */
final class StripeFetch implements AutoCloseable {
    private static final int GATHERED = 64 << 10;

    private final ExtentSource source;
    private final boolean last;
    private final int cellLength;
    private final int low;
    private final CellGathering cells;
    private final int end;
    private int at;

    /** Starts to read. */
    StripeFetch(ReadSupply supply, ExtentSource source, Span span) {
        this.source = source;
        this.last = span.last();
        this.cellLength = source.layout().cellLength(span.stripe());
        this.at = span.from();
        this.end = span.end();
        int first = at / cellLength;
        int latest = (end - 1) / cellLength;
        boolean single = first == latest;
        this.low = single ? at % cellLength : 0;
        int high = single ? (end - 1) % cellLength + 1 : cellLength;
        this.cells = new CellGathering(
                supply, source, new CellGathering.Window(span.stripe(), low, high - low, first, latest));
    }

    /**
     * Bytes of a stripe's data.
     *
     * @param stripe which stripe of the extent
     * @param from the first byte
     * @param end behind the last one
     * @param last whether no stripe of the extent is read after this one
     */
    record Span(int stripe, int from, int end, boolean last) {}

    /** Waits until the bytes are there, and checked. */
    void await() {
        cells.await();
        source.check(this, last);
    }

    int remaining() {
        return end - at;
    }

    /** Takes up to {@code length} bytes; how many, 0 at the end. */
    int read(byte[] into, int offset, int length) {
        int done = 0;
        while (done < length && at < end) {
            int step = Math.min(length - done, run());
            System.arraycopy(cells.cell(at / cellLength), at % cellLength - low, into, offset + done, step);
            at += step;
            done += step;
        }
        return done;
    }

    /** Writes all that is left; small cells together, since a call of the system costs more than their copy. */
    void transferTo(OutputStream out) throws IOException {
        int left = end - at;
        if (left > run() && left <= GATHERED) {
            byte[] together = new byte[left];
            out.write(together, 0, read(together, 0, left));
        }
        while (at < end) {
            int step = run();
            out.write(cells.cell(at / cellLength), at % cellLength - low, step);
            at += step;
        }
    }

    /** Adds all bytes to a checksum. */
    void update(CRC32C crc) {
        int from = at;
        while (at < end) {
            int step = run();
            crc.update(cells.cell(at / cellLength), at % cellLength - low, step);
            at += step;
        }
        at = from;
    }

    /** Gives the buffers back. */
    @Override
    public void close() {
        cells.close();
    }

    private int run() {
        return Math.min(end - at, cellLength - at % cellLength);
    }
}
