package io.slime.gateway.fsck;

import io.slime.gateway.failure.DatabaseCalls;
import io.slime.metadata.Metadata;
import io.slime.metadata.check.CheckTable;
import io.slime.metadata.check.KnownVersion;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.ExtentTable;
import io.slime.metadata.extent.Layout;
import io.slime.metadata.extent.PartPiece;
import java.util.List;
import java.util.function.BiConsumer;

/** Goes through the versions of a prefix by path, and asks for the chunks of each of their extents. */
final class PrefixWalk {
    private static final int PATHS = 500;

    private final Metadata metadata;
    private final ExtentChecks checks;
    private final FsckRequest request;
    private final Report report;

    PrefixWalk(Metadata metadata, ExtentChecks checks, FsckRequest request, Report report) {
        this.metadata = metadata;
        this.checks = checks;
        this.request = request;
        this.report = report;
    }

    void run() {
        String prefix = request.prefix().orElse("");
        String after = request.after().orElse("");
        for (; ; ) {
            String behind = after;
            CheckTable.Page page = DatabaseCalls.ask(() -> metadata.checks().versions(prefix, behind, PATHS));
            for (KnownVersion version : page.versions()) {
                extents(
                        metadata,
                        version.content(),
                        (content, row) -> checks.check(content, row.position(), request.deep())
                                .ifPresent(this::checked));
            }
            if (!page.last().equals(after)) {
                after = page.last();
                report.progress(after);
            }
            if (page.through()) {
                return;
            }
        }
    }

    private void checked(ExtentState state) {
        int unknown = (int) state.chunks().stream()
                .filter(chunk -> chunk.state() == ChunkState.State.UNKNOWN)
                .count();
        report.counted(state.good(), unknown);
        report.add(state);
    }

    /** Hands over the extents of a content, those of the contents that it is made of too; each content's once per piece. */
    static void extents(Metadata metadata, Content content, BiConsumer<ContentId, ExtentRow> taker) {
        switch (content.layout()) {
            case Layout.Empty empty -> {}
            case Layout.One(ExtentRow extent) -> taker.accept(content.id(), extent);
            case Layout.Extents extents -> {
                long offset = 0;
                while (offset < content.size()) {
                    long from = offset;
                    List<ExtentRow> page = DatabaseCalls.ask(
                            () -> metadata.extents().extents(content.id(), from, ExtentTable.MAX_PAGE));
                    if (page.isEmpty()) {
                        return;
                    }
                    page.forEach(extent -> taker.accept(content.id(), extent));
                    offset = page.getLast().start() + page.getLast().length();
                }
            }
            case Layout.Parts parts -> {
                long offset = 0;
                while (offset < content.size()) {
                    long from = offset;
                    List<PartPiece> page =
                            DatabaseCalls.ask(() -> metadata.extents().parts(content.id(), from, ExtentTable.MAX_PAGE));
                    if (page.isEmpty()) {
                        return;
                    }
                    page.forEach(piece -> extents(metadata, piece.content(), taker));
                    offset = page.getLast().start() + page.getLast().length();
                }
            }
        }
    }
}
