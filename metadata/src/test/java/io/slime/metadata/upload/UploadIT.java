package io.slime.metadata.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.erasure.Redundancy;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.Layout;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.extent.PartPiece;
import io.slime.metadata.listing.Range;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.object.Found;
import io.slime.metadata.publish.CompletedPart;
import io.slime.metadata.publish.Facts;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.publish.Source;
import io.slime.metadata.testing.MetadataForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class UploadIT {
    private static final long SEED = Long.getLong("slime.seed", 20260103);
    private static final Attributes NOTHING = Attributes.of(Map.of(), Map.of(), Map.of(), Map.of());

    private static MetadataForTests rig;
    private static UploadTable uploads;

    @BeforeAll
    static void open() {
        rig = MetadataForTests.open();
        uploads = rig.metadata().uploads();
        rig.metadata().buckets().create("bucket", MetadataForTests.OWNER, false, false);
        rig.metadata().buckets().create("pages", MetadataForTests.OWNER, false, false);
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @Test
    void anUploadIsKeptAsItWasBegun() {
        UploadRow row = new UploadRow(
                "kept",
                "bucket",
                "bucket/kept",
                MetadataForTests.OWNER,
                Instant.EPOCH,
                Attributes.of(Map.of("content-type", "image/png"), Map.of("k", "v"), Map.of(), Map.of()),
                Map.of("tag", "value"),
                Optional.of("crc32c"),
                Optional.of("COMPOSITE"),
                new Redundancy(2, 3));
        UploadRow made = uploads.create(row).orElseThrow();
        assertThat(uploads.find("kept")).hasValue(made);
        assertThat(made.attributes()).isEqualTo(row.attributes());
        assertThat(made.tags()).isEqualTo(row.tags());
        assertThat(made.checksumType()).hasValue("COMPOSITE");
        assertThat(made.key()).isEqualTo("kept");
        assertThat(made.initiated()).isAfter(Instant.EPOCH);
        assertThat(uploads.create(upload("none", "nowhere", "x"))).isEmpty();
        assertThat(uploads.find("none")).isEmpty();
    }

    @Test
    void partsReplaceOneAnotherAndBecomeAVersion() {
        uploads.create(upload("whole", "bucket", "whole"));
        NewContent replaced = part("whole", 1, 50);
        NewContent second = part("whole", 2, 100, 20);
        NewContent first = part("whole", 1, 70);
        part("whole", 3, 10);
        assertThat(uploads.parts("whole", 0, 10)).extracting(UploadPart::number).containsExactly(1, 2, 3);
        assertThat(uploads.parts("whole", 1, 1)).extracting(UploadPart::size).containsExactly(120L);

        assertThat(complete("whole", "whole", new CompletedPart(1, replaced.id())))
                .isEqualTo(new PublishResult.NoSuchPart(1));
        assertThat(rig.metadata().objects().find("bucket/whole")).isEmpty();
        PublishResult result =
                complete("whole", "whole", new CompletedPart(1, first.id()), new CompletedPart(2, second.id()));
        assertThat(result).isInstanceOf(PublishResult.Published.class);
        Found found = rig.metadata().objects().find("bucket/whole").orElseThrow();
        assertThat(found.version().size()).isEqualTo(190);
        assertThat(found.content().orElseThrow().layout()).isEqualTo(new Layout.Parts());
        ContentId whole = found.version().content().orElseThrow();
        List<PartPiece> pieces = rig.metadata().extents().parts(whole, 0, 10);
        assertThat(pieces).extracting(PartPiece::start).containsExactly(0L, 70L);
        assertThat(rig.metadata().extents().parts(whole, 70, 10)).hasSize(1);
        assertThat(rig.metadata().extents().part(whole, 2).orElseThrow().length())
                .isEqualTo(120);
        assertThat(uploads.find("whole")).isEmpty();
        assertThat(uploads.parts("whole", 0, 10)).isEmpty();
    }

    @Test
    void completingAgainIsAnsweredAsBefore() {
        uploads.create(upload("again", "bucket", "again"));
        CompletedPart part = new CompletedPart(1, part("again", 1, 30).id());
        PublishResult first = complete("again", "again", part);
        assertThat(first).isInstanceOf(PublishResult.Published.class);
        assertThat(complete("again", "again", part)).isEqualTo(first);
        rig.publish(new Publish.Remove("bucket/again", true, new Precondition.None()));
        assertThat(complete("again", "again", part)).isEqualTo(new PublishResult.NoSuchUpload());
    }

    @Test
    void aFailedPreconditionLeavesTheUploadAsItIs() {
        rig.put("bucket/taken");
        uploads.create(upload("cond", "bucket", "taken"));
        CompletedPart part = new CompletedPart(1, part("cond", 1, 30).id());
        Publish.Complete complete = new Publish.Complete(
                "cond",
                "bucket/taken",
                rig.id(),
                List.of(part),
                new Facts("etag", NOTHING),
                new Precondition.IfAbsent());
        assertThat(rig.publish(complete)).isEqualTo(new PublishResult.PreconditionFailed());
        assertThat(rig.metadata().extents().find(complete.whole())).isEmpty();
        assertThat(uploads.parts("cond", 0, 10)).hasSize(1);
        assertThat(uploads.abort("cond")).isTrue();
        assertThat(uploads.abort("cond")).isFalse();
        assertThat(rig.publish(new Publish.PutPart(
                        "cond", 2, new Source.Fresh(rig.content(10)), "e", Optional.empty(), NOTHING)))
                .isEqualTo(new PublishResult.NoSuchUpload());
    }

    @Test
    void abortedPartsAreReclaimedAndCompletedOnesAreNot() {
        rig.metadata().epochs().retire(rig.gateway());
        rig.newEpoch();
        uploads.create(upload("gone", "bucket", "gone"));
        uploads.create(upload("stays", "bucket", "stays"));
        NewContent gone = part("gone", 1, 30);
        NewContent stays = part("stays", 1, 30);
        NewContent unused = part("stays", 2, 30);
        complete("stays", "stays", new CompletedPart(1, stays.id()));
        uploads.abort("gone");
        rig.metadata().garbage().stamp(1000);
        long era = rig.metadata().epochs().bumpEra();
        rig.metadata().epochs().beat(rig.gateway(), "here", era);
        assertThat(rig.metadata().garbage().reclaim(1000))
                .extracting("content")
                .contains(gone.id(), unused.id())
                .doesNotContain(stays.id());
        assertThat(rig.metadata().extents().find(stays.id())).isPresent();
    }

    @Test
    void oldOnesAreFound() {
        uploads.create(upload("old", "bucket", "old"));
        assertThat(uploads.olderThan(Duration.ofDays(1), 1000)).isEmpty();
        assertThat(uploads.olderThan(Duration.ofSeconds(-1), 1000))
                .extracting(UploadRow::id)
                .contains("old");
    }

    @Test
    void pagesAreThoseOfASortedMap() {
        Random random = new Random(SEED);
        String[] letters = {"a", "b", "/", "-", "é", "😀"};
        TreeMap<String, List<String>> model = new TreeMap<>(Range::compare);
        for (int i = 0; i < 300; i++) {
            StringBuilder key = new StringBuilder();
            for (int letter = 0; letter <= random.nextInt(4); letter++) {
                key.append(letters[random.nextInt(letters.length)]);
            }
            String id = String.format("p%05d", i);
            uploads.create(upload(id, "pages", key.toString()));
            model.computeIfAbsent(key.toString(), each -> new ArrayList<>()).add(id);
        }
        for (int round = 0; round < 60; round++) {
            String prefix = random.nextBoolean() ? "" : letters[random.nextInt(letters.length)];
            Optional<String> delimiter = random.nextBoolean() ? Optional.empty() : Optional.of("/");
            int limit = 1 + random.nextInt(20);
            assertThat(pages(prefix, delimiter, limit))
                    .as("seed " + SEED + ", prefix " + prefix + ", delimiter " + delimiter + ", limit " + limit)
                    .isEqualTo(expected(model, prefix, delimiter));
        }
    }

    private List<String> pages(String prefix, Optional<String> delimiter, int limit) {
        List<String> all = new ArrayList<>();
        Optional<String> key = Optional.empty();
        Optional<String> upload = Optional.empty();
        for (int pages = 0; pages < 400; pages++) {
            UploadPage page = uploads.list(new UploadListRequest("pages", prefix, delimiter, key, upload, limit));
            TreeMap<String, List<String>> merged = new TreeMap<>(Range::compare);
            page.uploads()
                    .forEach(row -> merged.computeIfAbsent(row.key(), each -> new ArrayList<>())
                            .add(row.key() + " " + row.id()));
            page.commonPrefixes().forEach(each -> merged.put(each, List.of(each)));
            assertThat(merged.values().stream().mapToInt(List::size).sum()).isLessThanOrEqualTo(limit);
            merged.values().forEach(all::addAll);
            if (page.nextKey().isEmpty()) {
                return all;
            }
            key = page.nextKey();
            upload = page.nextUpload();
        }
        throw new AssertionError("the pages do not end");
    }

    private static List<String> expected(
            SortedMap<String, List<String>> model, String prefix, Optional<String> delimiter) {
        List<String> all = new ArrayList<>();
        model.forEach((key, ids) -> {
            int at = delimiter.map(text -> key.indexOf(text, prefix.length())).orElse(-1);
            if (!key.startsWith(prefix)) {
                return;
            }
            if (at < 0) {
                ids.forEach(id -> all.add(key + " " + id));
            } else if (all.isEmpty() || !all.getLast().equals(key.substring(0, at + 1))) {
                all.add(key.substring(0, at + 1));
            }
        });
        return all;
    }

    private static UploadRow upload(String id, String bucket, String key) {
        return new UploadRow(
                id,
                bucket,
                bucket + "/" + key,
                MetadataForTests.OWNER,
                Instant.EPOCH,
                NOTHING,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                new Redundancy(2, 3));
    }

    private static NewContent part(String upload, int number, int... lengths) {
        NewContent content = rig.content(lengths);
        assertThat(rig.publish(new Publish.PutPart(
                        upload, number, new Source.Fresh(content), "e" + number, Optional.empty(), NOTHING)))
                .isEqualTo(new PublishResult.PartKept());
        return content;
    }

    private static PublishResult complete(String upload, String key, CompletedPart... parts) {
        return rig.publish(new Publish.Complete(
                upload,
                "bucket/" + key,
                rig.id(),
                List.of(parts),
                new Facts("etag-" + parts.length, NOTHING),
                new Precondition.None()));
    }
}
