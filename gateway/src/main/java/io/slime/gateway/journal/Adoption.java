package io.slime.gateway.journal;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.gateway.maintenance.Stores;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.Versions;
import io.slime.metadata.Metadata;
import io.slime.metadata.account.Account;
import io.slime.metadata.bucket.BucketRow;
import io.slime.metadata.extent.ContentKey;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.foreign.ForeignContent;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.publish.Facts;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.publish.Source;
import io.slime.metadata.setting.SettingTable;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes whole foreign contents at the paths that they were written for. Each is read first, so that nothing is adopted that cannot
 * be, and its digests are known. Headers, user metadata and tags are not in chunks, and do not come back.
 */
final class Adoption {
    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int PAGE = 200;

    private final Metadata metadata;
    private final Stores stores;
    private final Assembly assembly;
    private final Newer newer;
    private final Set<String> classes;
    private final Set<UUID> admitted = new HashSet<>();
    private final Map<String, String> owners = new HashMap<>();

    Adoption(Metadata metadata, Stores stores) {
        this.metadata = metadata;
        this.stores = stores;
        this.assembly = new Assembly(stores);
        this.newer = new Newer(metadata);
        this.classes = metadata.redundancy()
                .profiles(SettingTable.DEFAULT_REDUNDANCY)
                .classes()
                .keySet();
    }

    /** The digests of a content. */
    private record Digests(String md5, String sha256) {}

    /**
     * Adopts what the last survey found whole.
     *
     * @param allowed asked before each content
     */
    void run(Runnable allowed) {
        try {
            Optional<ForeignContent> after = Optional.empty();
            for (List<ForeignContent> page = metadata.foreign().whole(after, PAGE);
                    !page.isEmpty();
                    page = metadata.foreign().whole(after, PAGE)) {
                for (ForeignContent content : page) {
                    allowed.run();
                    metadata.foreign().keep(content.in(adopt(content)));
                }
                after = Optional.of(page.getLast());
            }
        } finally {
            metadata.foreign().dismiss();
        }
    }

    private ForeignContent.State adopt(ForeignContent content) {
        Newer.Verdict before = newer.judge(content);
        if (before.state() != ForeignContent.State.WHOLE) {
            return before.state();
        }
        Assembled assembled = assembly.of(content.id(), metadata.foreign().chunks(content.id()));
        if (assembled.content().state() != ForeignContent.State.WHOLE) {
            return assembled.content().state();
        }
        try {
            Digests digests = read(assembled);
            if (admitted.add(content.id().epoch())) {
                metadata.foreign().admit(content.id().epoch());
            }
            // Reading took long, and clients went on: what they wrote meanwhile is newer than anything here.
            if (newer.judge(content).state() != ForeignContent.State.WHOLE) {
                return ForeignContent.State.SUPERSEDED;
            }
            PublishResult result = metadata.publisher().publish(change(assembled, digests, before.unchanged()), LIMIT);
            return switch (result) {
                case PublishResult.Published _, PublishResult.PartKept _ -> ForeignContent.State.ADOPTED;
                case PublishResult.PreconditionFailed _, PublishResult.Absent _ -> ForeignContent.State.SUPERSEDED;
                default -> {
                    LOG.warn("{} is not adopted: {}", content.path(), result);
                    yield ForeignContent.State.REFUSED;
                }
            };
        } catch (IOException e) {
            LOG.warn("{} is not adopted: {}", content.path(), e.getMessage());
            return ForeignContent.State.REFUSED;
        }
    }

    private Publish change(Assembled assembled, Digests digests, Precondition unchanged) throws IOException {
        ForeignContent content = assembled.content();
        // Of an encrypted content these are digests of the ciphertext. An ETag may be anything, but must not pass for
        // the
        // MD5 of the plaintext: with -1 it is none.
        boolean encrypted = key(assembled).isPresent();
        String etag = encrypted && content.upload().isEmpty() ? digests.md5() + "-1" : digests.md5();
        Description description = new Description(
                etag,
                encrypted ? Optional.empty() : Optional.of(digests.sha256()),
                Map.of(),
                Map.of(),
                Checksums.NONE,
                storageClass(assembled),
                owner(content.path()),
                !encrypted && bucket(content.path()).isEmpty());
        Source source = new Source.Fresh(rows(assembled));
        return content.upload().isEmpty()
                ? new Publish.Put(
                        content.path(), false, source, new Facts(etag, Versions.attributes(description)), unchanged)
                : new Publish.PutPart(
                        content.upload(),
                        content.part(),
                        source,
                        digests.md5(),
                        Optional.empty(),
                        Versions.attributes(description));
    }

    private NewContent rows(Assembled assembled) throws IOException {
        List<ExtentRow> rows = new ArrayList<>();
        for (Assembled.Piece piece : assembled.extents()) {
            CodedExtent extent = new CodedExtent(assembled.content().id(), rows.size(), piece.description());
            List<Optional<UUID>> slots = new ArrayList<>();
            List<Integer> empty = new ArrayList<>();
            for (int index = 0; index < extent.redundancy().total(); index++) {
                Optional<UUID> place = Optional.ofNullable(piece.places().get(index));
                slots.add(place);
                if (place.isEmpty()) {
                    empty.add(index);
                }
            }
            Placement placement = metadata.placements().create(extent.redundancy(), slots);
            rows.add(new ExtentRow(
                    rows.size(),
                    piece.description().extentStart(),
                    Math.toIntExact(piece.description().extentLength()),
                    placement.id(),
                    piece.description().cell(),
                    piece.description().extentCrc(),
                    empty));
        }
        return new NewContent(assembled.content().id(), assembled.content().size(), rows, key(assembled));
    }

    /** The class that it was written in, if there is one of that name. */
    private String storageClass(Assembled assembled) {
        return assembled.extents().stream()
                .findFirst()
                .flatMap(piece -> WrittenFor.storageClass(piece.description()))
                .filter(classes::contains)
                .orElse(Description.STANDARD);
    }

    private static Optional<ContentKey> key(Assembled assembled) throws IOException {
        return assembled.extents().isEmpty()
                ? Optional.empty()
                : WrittenFor.key(assembled.extents().getFirst().description());
    }

    private Digests read(Assembled assembled) throws IOException {
        MessageDigest md5 = digest("MD5");
        MessageDigest sha256 = digest("SHA-256");
        OutputStream into =
                new DigestOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), md5), sha256);
        for (int position = 0; position < assembled.extents().size(); position++) {
            Assembled.Piece piece = assembled.extents().get(position);
            Map<Integer, ChunkStore> places = new HashMap<>();
            piece.places().forEach((index, uuid) -> stores.reach(uuid).ifPresent(store -> places.put(index, store)));
            new CodedExtent(assembled.content().id(), position, piece.description()).read(places, into);
        }
        return new Digests(
                HexFormat.of().formatHex(md5.digest()), HexFormat.of().formatHex(sha256.digest()));
    }

    /** The bucket's owner; where there is no bucket, an administrator. */
    private String owner(String path) {
        return owners.computeIfAbsent(
                path.substring(0, Math.max(0, path.indexOf('/'))),
                name -> bucket(path)
                        .map(BucketRow::owner)
                        .or(() -> metadata.accounts().list().stream()
                                .filter(Account::admin)
                                .map(Account::id)
                                .findFirst())
                        .orElse(""));
    }

    private Optional<BucketRow> bucket(String path) {
        int slash = path.indexOf('/');
        return slash <= 0 ? Optional.empty() : metadata.buckets().find(path.substring(0, slash));
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
