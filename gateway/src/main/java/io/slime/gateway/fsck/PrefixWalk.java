package io.slime.gateway.fsck;

import io.slime.gateway.failure.DatabaseCalls;
import io.slime.metadata.Metadata;
import io.slime.metadata.check.KnownVersion;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.ExtentTable;
import io.slime.metadata.extent.Layout;
import io.slime.metadata.extent.PartPiece;
import io.slime.metadata.reference.VersionScan;
import java.util.List;
import java.util.function.BiConsumer;

/** Goes through the versions of a prefix by path, and asks for the chunks of each of their extents. */
final class PrefixWalk {
    private static final int VERSIONS = 500;

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
        VersionScan.Place after = VersionScan.Place.behind(request.after().orElse(""));
        for (; ; ) {
            VersionScan scan = new VersionScan(prefix, after, VERSIONS);
            VersionScan.Page<KnownVersion> page =
                    DatabaseCalls.ask(() -> metadata.checks().versions(scan));
            for (KnownVersion version : page.found()) {
                extents(
                        metadata,
                        version.content(),
                        (content, row) -> checks.check(content, row.position(), request.deep())
                                .ifPresent(this::checked));
            }
            // A cursor is a path: a check that breaks off among the versions of one begins with it again.
            if (page.last().order().isEmpty() && !page.last().equals(after)) {
                report.progress(page.last().path());
            }
            after = page.last();
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
