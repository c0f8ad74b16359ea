package io.slime.gateway.extent;

import io.slime.erasure.StripeLayout;
import io.slime.metadata.extent.Content;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stripes that hold a range of a content, in order. */
final class StripeWalk {
    private final ReadSupply supply;
    private final ExtentWalk extents;
    private final int piece;
    private @Nullable ExtentSource source;
    private long at;
    private long end;

    /**
     * Bytes [from, from + length) of a content.
     *
     * @param piece how many bytes may be fetched at a time
     */
    StripeWalk(ReadSupply supply, Content content, long from, long length, int piece) {
        this.supply = supply;
        this.piece = piece;
        this.extents = new ExtentWalk(supply, content, from, length);
    }

    /** Starts to fetch what is wanted of the next stripe. */
    Optional<StripeFetch> next() {
        ExtentSource current = source;
        if (current == null || at == end) {
            Optional<ExtentRange> range = extents.next();
            if (range.isEmpty()) {
                return Optional.empty();
            }
            current = new ExtentSource(
                    supply,
                    range.get().content(),
                    range.get().extent(),
                    range.get().whole());
            source = current;
            at = range.get().from();
            end = at + range.get().length();
        }
        StripeLayout layout = current.layout();
        int stripe = layout.stripeAt(at);
        long start = layout.stripeStart(stripe);
        int from = (int) (at - start);
        int to = (int) (Math.min(end, start + layout.stripeLength(stripe)) - start);
        if (to - from > piece) {
            to = Math.min(to, cut(layout, stripe, from));
        }
        at = start + to;
        return Optional.of(new StripeFetch(supply, current, new StripeFetch.Span(stripe, from, to, at == end)));
    }

    /** Where a piece ends that lies in one cell, and so small that as many of its size can be held as are needed to rebuild it. */
    private int cut(StripeLayout layout, int stripe, int from) {
        int window = Math.max(StripeLayout.MIN_CELL, piece / layout.redundancy().need());
        int cell = layout.cellLength(stripe);
        return Math.min(from + window, (from / cell + 1) * cell);
    }
}
