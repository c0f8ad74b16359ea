package io.slime.gateway.durability;

import io.slime.gateway.failure.DatabaseCalls;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.reference.ReferenceTable;
import io.slime.metadata.reference.Use;
import io.slime.metadata.reference.VersionScan;
import io.slime.metadata.tally.ExtentGroup;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lists what a report says cannot be read. What is little is found from the placements; much is found by going through all versions,
 * so that memory is bounded either way.
 */
public final class LostObjects {
    private static final int ROWS = 2000;

    private final ReferenceTable references;
    private final int few;

    /** Looks objects up there. */
    public LostObjects(ReferenceTable references) {
        this(references, ReferenceTable.MAX_CONTENTS);
    }

    /** Goes through the versions where more contents than {@code few} are concerned. */
    LostObjects(ReferenceTable references, int few) {
        this.references = references;
        this.few = few;
    }

    /** Hands over each object, version and upload once, objects and versions by path. */
    public void each(DurabilityReport report, String prefix, Consumer<Use> taker) {
        List<ExtentGroup> groups =
                report.unreadableGroups().stream().map(Group::counted).toList();
        if (groups.isEmpty()) {
            return;
        }
        List<ContentId> contents = DatabaseCalls.ask(() -> references.contentsIn(groups, few + 1));
        if (contents.size() <= few) {
            DatabaseCalls.ask(() -> references.uses(contents)).stream()
                    .filter(use -> use.path().startsWith(prefix))
                    .forEach(taker);
            return;
        }
        VersionScan.Page<Use> page = new VersionScan.Page<>(List.of(), VersionScan.Place.FIRST, false);
        while (!page.through()) {
            VersionScan next = new VersionScan(prefix, page.last(), ROWS);
            page = DatabaseCalls.ask(() -> references.scan(groups, next));
            page.found().forEach(taker);
        }
    }
}
