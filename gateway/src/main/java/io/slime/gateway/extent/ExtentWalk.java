package io.slime.gateway.extent;

import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.Layout;
import io.slime.metadata.extent.PartPiece;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The extents that hold a range of a content, in order, looked up a page at a time. */
final class ExtentWalk {
    private final ReadSupply supply;
    private final Content content;
    private final long end;
    private final ArrayDeque<ExtentRange> page = new ArrayDeque<>();
    private final ArrayDeque<PartPiece> pieces = new ArrayDeque<>();
    private @Nullable ExtentWalk piece;
    private long at;

    /** Bytes [from, from + length) of a content. */
    ExtentWalk(ReadSupply supply, Content content, long from, long length) {
        this.supply = supply;
        this.content = content;
        this.at = from;
        this.end = from + length;
    }

    /** The next extent, with what is to be read of it. */
    Optional<ExtentRange> next() {
        while (true) {
            Optional<ExtentRange> inner = piece == null ? Optional.empty() : piece.next();
            if (inner.isPresent()) {
                return inner;
            }
            if (!page.isEmpty()) {
                return Optional.of(page.poll());
            }
            if (!pieces.isEmpty()) {
                piece = into(pieces.poll());
            } else if (at >= end) {
                return Optional.empty();
            } else {
                load();
            }
        }
    }

    private void load() {
        ContentId id = content.id();
        switch (content.layout()) {
            case Layout.Empty empty -> throw new IllegalArgumentException("content " + id + " has no byte " + at);
            case Layout.One(ExtentRow extent) -> {
                page.add(ExtentRange.of(id, extent, at, end));
                at = end;
            }
            case Layout.Extents many -> {
                for (ExtentRow extent : supply.extents(id, at)) {
                    if (extent.start() < end) {
                        page.add(ExtentRange.of(id, extent, at, end));
                        at = Math.min(end, extent.start() + extent.length());
                    }
                }
            }
            case Layout.Parts parts -> {
                for (PartPiece next : supply.parts(id, at)) {
                    if (next.start() < end) {
                        pieces.add(cut(next));
                        at = Math.min(end, next.start() + next.length());
                    }
                }
            }
        }
    }

    /** The piece without what lies before {@link #at} or behind the end. */
    private PartPiece cut(PartPiece whole) {
        long before = Math.max(0, at - whole.start());
        long length = Math.min(whole.length(), end - whole.start()) - before;
        return new PartPiece(
                whole.ordinal(), whole.start() + before, whole.part(), whole.content(), whole.from() + before, length);
    }

    private ExtentWalk into(PartPiece next) {
        return new ExtentWalk(supply, next.content(), next.from(), next.length());
    }
}
