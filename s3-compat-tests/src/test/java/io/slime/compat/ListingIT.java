package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Parallel;
import io.slime.compat.fixture.SharedServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Listings agree with a model, page by page. */
final class ListingIT {
    private static final long SEED = 20_261_125;
    private static final Comparator<String> BY_BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    private static final S3Client S3 = Clients.sync(SharedServer.endpoint());
    private static final NavigableSet<String> KEYS = keys();
    private static String bucket = "";

    private static NavigableSet<String> keys() {
        Random random = new Random(SEED);
        String[] words = {"a", "b", "ab", "a b", "é", "日", "🦎", "z~", "A", "0", "a+b", "-", "\uFFFD"};
        NavigableSet<String> keys = new TreeSet<>(BY_BYTES);
        while (keys.size() < 260) {
            int depth = 1 + random.nextInt(4);
            StringBuilder key = new StringBuilder();
            for (int i = 0; i < depth; i++) {
                key.append(i == 0 ? "" : random.nextInt(9) == 0 ? "//" : "/")
                        .append(words[random.nextInt(words.length)]);
            }
            keys.add(random.nextInt(12) == 0 ? key + "/" : key.toString());
        }
        return keys;
    }

    @BeforeAll
    static void fill() {
        bucket = Clients.bucket(S3, ListingIT.class);
        List<String> keys = List.copyOf(KEYS);
        Parallel.atMost(
                16,
                keys.size(),
                i -> S3.putObject(p -> p.bucket(bucket).key(keys.get(i)), RequestBody.fromString("x".repeat(i % 7))));
    }

    @AfterAll
    static void close() {
        S3.close();
    }

    /** What a listing must return, in order: keys, and prefixes once. */
    private static List<String> model(String prefix, String delimiter, String after) {
        List<String> entries = new ArrayList<>();
        for (String key : KEYS) {
            if (!key.startsWith(prefix)) {
                continue;
            }
            int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            String entry = at < 0 ? key : key.substring(0, at + delimiter.length());
            if (BY_BYTES.compare(at < 0 ? key : entry, after) <= 0) {
                continue;
            }
            if (entries.isEmpty() || !entries.getLast().equals(entry)) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static List<String> merged(List<S3Object> contents, List<CommonPrefix> prefixes) {
        return Stream.concat(
                        contents.stream().map(S3Object::key), prefixes.stream().map(CommonPrefix::prefix))
                .sorted(BY_BYTES)
                .toList();
    }

    static Stream<Arguments> questions() {
        return Stream.of("", "a", "a/", "é/", "日", "none", "a//", "🦎")
                .flatMap(prefix -> Stream.of("", "/", "b", "//", "/a")
                        .flatMap(delimiter ->
                                IntStream.of(7, 1000).mapToObj(page -> Arguments.of(prefix, delimiter, page))));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void versionTwoAgreesWithTheModel(String prefix, String delimiter, int page) {
        List<String> found = new ArrayList<>();
        String token = null;
        do {
            String continuation = token;
            ListObjectsV2Response answer = S3.listObjectsV2(l -> {
                l.bucket(bucket).prefix(prefix).maxKeys(page).continuationToken(continuation);
                if (!delimiter.isEmpty()) {
                    l.delimiter(delimiter);
                }
            });
            List<String> entries = merged(answer.contents(), answer.commonPrefixes());
            assertThat(entries).hasSizeLessThanOrEqualTo(page);
            assertThat(answer.keyCount()).isEqualTo(entries.size());
            assertThat(answer.isTruncated()).isEqualTo(answer.nextContinuationToken() != null);
            found.addAll(entries);
            token = answer.nextContinuationToken();
        } while (token != null);
        assertThat(found).isEqualTo(model(prefix, delimiter, ""));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void versionOneAgreesWithTheModel(String prefix, String delimiter, int page) {
        List<String> found = new ArrayList<>();
        String marker = "";
        boolean more;
        do {
            String from = marker;
            ListObjectsResponse answer = S3.listObjects(l -> {
                l.bucket(bucket).prefix(prefix).maxKeys(page).marker(from);
                if (!delimiter.isEmpty()) {
                    l.delimiter(delimiter);
                }
            });
            List<String> entries = merged(answer.contents(), answer.commonPrefixes());
            found.addAll(entries);
            more = answer.isTruncated();
            if (more) {
                marker = answer.nextMarker() == null ? entries.getLast() : answer.nextMarker();
            }
        } while (more);
        assertThat(found).isEqualTo(model(prefix, delimiter, ""));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void startAfterIsExclusive(String after) {
        ListObjectsV2Response answer = S3.listObjectsV2(l -> l.bucket(bucket).startAfter(after));
        assertThat(answer.contents().stream().map(S3Object::key)).isEqualTo(model("", "", after));
    }

    static Stream<String> starts() {
        return Stream.of("a", "a/", KEYS.first(), KEYS.last(), "日/", "zzz", "0");
    }

    @Test
    void entriesTellSizeEtagAndOwnerWhenAsked() {
        S3Object first = S3.listObjectsV2(l -> l.bucket(bucket).maxKeys(1).fetchOwner(true))
                .contents()
                .getFirst();
        var head = S3.headObject(h -> h.bucket(bucket).key(first.key()));
        assertThat(first.size()).isEqualTo(head.contentLength());
        assertThat(first.eTag()).isEqualTo(head.eTag());
        assertThat(first.lastModified()).isNotNull();
        assertThat(first.storageClassAsString()).isEqualTo("STANDARD");
        assertThat(first.owner().id()).isNotEmpty();
        assertThat(S3.listObjectsV2(l -> l.bucket(bucket).maxKeys(1))
                        .contents()
                        .getFirst()
                        .owner())
                .isNull();
    }

    @Test
    void anEmptyPageIsAllowedAndNotTruncated() {
        ListObjectsV2Response answer = S3.listObjectsV2(l -> l.bucket(bucket).maxKeys(0));
        assertThat(answer.contents()).isEmpty();
        assertThat(answer.isTruncated()).isFalse();
    }

    @Test
    void bucketsAreListed() {
        assertThat(S3.listBuckets().buckets().stream().map(b -> b.name())).contains(bucket);
        assertThat(S3.getBucketLocation(l -> l.bucket(bucket)).locationConstraintAsString())
                .isIn(null, "", "us-east-1");
    }
}
