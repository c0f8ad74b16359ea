package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.erasure.Redundancy;
import io.slime.gateway.extent.ContentReader;
import io.slime.gateway.extent.ContentWriter;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.Layout;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.publish.Recoding;
import io.slime.metadata.transaction.MetadataException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one content anew, coded otherwise, and puts the new one in its place. The old one stays whole until nothing names it; a
 * new one that could lose fewer chunks than the old one is not taken.
 */
final class ContentRecoding {
    private static final Logger LOG = LoggerFactory.getLogger(ContentRecoding.class);
    private static final String UNREFERENCED = "some contents are parts of uploads in progress, or wait for reclaim";
    private static final int PIECE = 256 * 1024;
    private static final int EXTENTS = 1000;

    private final Metadata metadata;
    private final Stores stores;
    private final Reencode.Contents contents;
    private final Throttle throttle;

    ContentRecoding(Metadata metadata, Stores stores, Reencode.Contents contents, Throttle throttle) {
        this.metadata = metadata;
        this.stores = stores;
        this.contents = contents;
        this.throttle = throttle;
    }

    /** Codes it; why it could not be done now, if so. */
    Optional<String> run(Content content, Redundancy wanted) {
        List<ExtentRow> extents = extents(content);
        if (extents.isEmpty()) {
            return Optional.empty();
        }
        if (!metadata.recoding().isReferenced(content.id())) {
            return Optional.of(UNREFERENCED);
        }
        try {
            ChunkDescription told = describe(content, extents.getFirst());
            try (ContentWriter writer =
                    contents.writers().rewrite(told.path(), told.versionId(), content.size(), wanted)) {
                copy(content, writer);
                NewContent fresh = writer.finish().with(content.key());
                int before = spare(extents);
                int after = spare(fresh.extents());
                if (after < Math.min(before, wanted.parity())) {
                    return Optional.of("there are too few stores for " + wanted + " at present");
                }
                return swap(content, fresh, writer);
            }
        } catch (StorageException | ChunkException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> swap(Content content, NewContent fresh, ContentWriter writer) {
        try {
            Recoding.Result result = metadata.recoding().swap(content.id(), fresh);
            return switch (result) {
                case SWAPPED -> {
                    writer.keep();
                    yield Optional.empty();
                }
                case UNREFERENCED -> Optional.of(UNREFERENCED);
                case EPOCH_CLOSED -> Optional.of("this gateway was taken for dead meanwhile");
                case TOO_FEW_CHUNKS -> Optional.of("stores were given up meanwhile");
            };
        } catch (MetadataException.OutcomeUnknown e) {
            writer.keep();
            LOG.warn("content {} may be coded anew or not; what is left over is found by reconcile", content.id());
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void copy(Content content, ContentWriter writer) {
        Throttle.Pacer pacer = throttle.pacer();
        byte[] piece = new byte[(int) Math.min(PIECE, content.size())];
        try (ContentReader reader = contents.readers().open(content, 0, content.size())) {
            for (int count = reader.read(piece, 0, piece.length);
                    count >= 0;
                    count = reader.read(piece, 0, piece.length)) {
                writer.write(piece, 0, count);
                pacer.passed(count);
            }
        }
    }

    private List<ExtentRow> extents(Content content) {
        return switch (content.layout()) {
            case Layout.One(ExtentRow extent) -> List.of(extent);
            case Layout.Extents() -> metadata.extents().extents(content.id(), 0, EXTENTS);
            case Layout.Empty(), Layout.Parts() -> List.of();
        };
    }

    /** How many chunks the weakest of these extents may lose. */
    private int spare(List<ExtentRow> extents) {
        return extents.stream()
                .mapToInt(extent -> metadata.placements()
                                .find(extent.placement())
                                .map(placement -> placement.redundancy().parity())
                                .orElse(0)
                        - extent.empty().size())
                .min()
                .orElse(0);
    }

    /** What the old chunks tell about themselves, for the new ones to tell. */
    private ChunkDescription describe(Content content, ExtentRow extent) {
        Placement placement = metadata.placements().find(extent.placement()).orElseThrow();
        for (int index = 0; index < placement.stores().size(); index++) {
            Optional<ChunkStore> store = placement.stores().get(index).flatMap(stores::source);
            if (store.isPresent() && !extent.empty().contains(index)) {
                try {
                    return store.get().describe(Ids.chunk(content.id(), extent.position(), index));
                } catch (ChunkException e) {
                    LOG.debug("chunk {} does not tell what it is: {}", index, e.getMessage());
                }
            }
        }
        throw new StorageException.Unavailable("no chunk of content " + content.id() + " can be read now");
    }
}
