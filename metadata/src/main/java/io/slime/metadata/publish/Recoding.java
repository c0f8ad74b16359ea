package io.slime.metadata.publish;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ContentRows;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.garbage.GarbageTable;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.placement.PlacementTable;
import io.slime.metadata.repair.MissingChunks;
import io.slime.metadata.repair.RepairTable;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts a content that was written anew, with the same bytes, in the place of another: all versions and all wholes that name the
 * old one name the new one after one transaction. Parts of uploads in progress are left alone, since whoever completes the upload
 * names them. Whoever shares the old content at that moment keeps it: it is only a candidate for reclaim.
 */
public final class Recoding {
    private static final String OLD = " WHERE %1$s_epoch = ? AND %1$s_number = ?";

    private final Transactions transactions;
    private final PlacementTable placements;

    /** Uses these transactions and placements. */
    public Recoding(Transactions transactions, PlacementTable placements) {
        this.transactions = transactions;
        this.placements = placements;
    }

    /** How it ended. */
    public enum Result {
        /** The new content is in the place of the old one. */
        SWAPPED,
        /** Nothing but parts of uploads names the old one, so nothing was changed. */
        UNREFERENCED,
        /** The epoch of the new content is closed; nothing was changed. */
        EPOCH_CLOSED,
        /** Too few chunks of the new content are on living stores; nothing was changed. */
        TOO_FEW_CHUNKS
    }

    /** Whether anything but parts of uploads names the content. */
    public boolean isReferenced(ContentId content) {
        return transactions.statement(connection -> isReferenced(connection, content));
    }

    /** Swaps. {@link io.slime.metadata.transaction.MetadataException.OutcomeUnknown} says that it may have happened or not. */
    public Result swap(ContentId old, NewContent fresh) {
        Publish.Put put = new Publish.Put(
                "", false, new Source.Fresh(fresh), new Facts("", Attributes.NONE), new Precondition.None());
        Map<Long, Placement> known = new HashMap<>();
        for (ExtentRow extent : fresh.extents()) {
            placements.find(extent.placement()).ifPresent(found -> known.put(found.id(), found));
        }
        return transactions.write(connection -> swap(connection, old, put, Guards.placements(known)));
    }

    private static Result swap(
            Connection connection, ContentId old, Publish.Put put, Function<Long, Placement> placements)
            throws SQLException {
        NewContent fresh = ((Source.Fresh) put.source()).content();
        Guards guards = Guards.read(connection, List.of(put), placements);
        Optional<PublishResult> refusal = guards.refusal(put);
        if (refusal.isPresent()) {
            return refusal.get() instanceof PublishResult.EpochClosed ? Result.EPOCH_CLOSED : Result.TOO_FEW_CHUNKS;
        }
        if (!isReferenced(connection, old)) {
            return Result.UNREFERENCED;
        }
        ContentRows.insert(connection, List.of(fresh));
        rename(connection, "object", "content", old, fresh.id());
        rename(connection, "version", "content", old, fresh.id());
        rename(connection, "content_part", "part", old, fresh.id());
        GarbageTable.add(connection, List.of(old));
        for (MissingChunks missing : guards.missing(fresh)) {
            RepairTable.queue(connection, missing);
        }
        return Result.SWAPPED;
    }

    private static boolean isReferenced(Connection connection, ContentId id) throws SQLException {
        return Sql.only(
                connection,
                "SELECT EXISTS (SELECT 1 FROM slime.object" + OLD.formatted("content")
                        + ") OR EXISTS (SELECT 1 FROM slime.version" + OLD.formatted("content")
                        + ") OR EXISTS (SELECT 1 FROM slime.content_part" + OLD.formatted("part") + ")",
                row -> row.getBoolean(1),
                id.epoch(),
                id.number(),
                id.epoch(),
                id.number(),
                id.epoch(),
                id.number());
    }

    private static void rename(Connection connection, String table, String prefix, ContentId from, ContentId to)
            throws SQLException {
        Sql.update(
                connection,
                "UPDATE slime." + table + " SET " + prefix + "_epoch = ?, " + prefix + "_number = ?"
                        + OLD.formatted(prefix),
                to.epoch(),
                to.number(),
                from.epoch(),
                from.number());
    }
}
