package io.slime.gateway.object;

import static io.slime.gateway.object.CoreForTests.BUCKET;
import static io.slime.gateway.object.CoreForTests.bytes;
import static io.slime.gateway.object.CoreForTests.described;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slime.gateway.failure.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** If-Match and If-None-Match, one by one and all at once. No store is there: the objects are empty. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConditionalWritesIT {
    private static final byte[] EMPTY = new byte[0];
    private static final int CALLERS = 64;
    private static final int STEPPERS = 16;

    private final CoreForTests core = new CoreForTests(0);
    private final Objects objects = core.objects();

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void writesWhatMatchesAndNothingElse() {
        Preconditions matching = Preconditions.ifMatch(ETags.of("one"));
        missing("bucket/match", matching);
        put("bucket/match", "one", Preconditions.ABSENT);
        failed("bucket/match", Preconditions.ABSENT);
        failed("bucket/match", Preconditions.ifMatch(ETags.of("two")));
        failed("bucket/match", Preconditions.ifMatch(ETags.of("two", "three")));
        assertThat(tag("bucket/match")).isEqualTo("one");
        put("bucket/match", "two", matching);
        put("bucket/match", "three", Preconditions.ifMatch(ETags.of("one", "two")));
        put("bucket/match", "four", Preconditions.ifMatch(ETags.ANY));
        assertThat(tag("bucket/match")).isEqualTo("four");
        missing("bucket/absent", Preconditions.ifMatch(ETags.ANY));
        missing("bucket/absent", Preconditions.ifMatch(ETags.of("a", "b")));
    }

    @Test
    void writesUnlessItMatches() {
        Preconditions unless = new Preconditions(Optional.empty(), Optional.of(ETags.of("one")), false);
        put("bucket/unless", "one", unless);
        failed("bucket/unless", unless);
        put("bucket/unless", "two", Preconditions.NONE);
        put("bucket/unless", "three", unless);
        assertThat(tag("bucket/unless")).isEqualTo("three");
    }

    @Test
    void bothConditionsMustHold() {
        Preconditions both = new Preconditions(Optional.of(ETags.ANY), Optional.of(ETags.of("one")), false);
        missing("bucket/both", both);
        put("bucket/both", "one", Preconditions.NONE);
        failed("bucket/both", both);
        put("bucket/both", "two", Preconditions.NONE);
        put("bucket/both", "three", both);
    }

    @Test
    void nativeTagsAreThoseOfNativeWrites() {
        String sha = "cd".repeat(32);
        Description nativeWrite = new Description(
                "md5", Optional.of(sha), Map.of(), Map.of(), Checksums.NONE, Description.STANDARD, "", true);
        core.put("bucket/native", EMPTY, nativeWrite, Preconditions.NONE);
        failed("bucket/native", nativeMatch("md5"));
        failed("bucket/native", Preconditions.ifMatch(ETags.of(sha)));
        put("bucket/native", "s3", nativeMatch(sha));
        failed("bucket/native", nativeMatch(sha));
        put("bucket/native", "again", nativeMatch("s3"));
        missing("bucket/no-native", nativeMatch("s3"));
    }

    @Test
    void deletesWhatMatchesAndNothingElse() {
        Preconditions matching = Preconditions.ifMatch(ETags.of("one"));
        assertThatExceptionOfType(StorageException.PreconditionMissing.class)
                .isThrownBy(() -> objects.delete("bucket/delete", Optional.of(BUCKET), matching));
        put("bucket/delete", "two", Preconditions.NONE);
        assertThatExceptionOfType(StorageException.PreconditionFailed.class)
                .isThrownBy(() -> objects.delete("bucket/delete", Optional.of(BUCKET), matching));
        assertThat(tag("bucket/delete")).isEqualTo("two");
        assertThat(objects.delete("bucket/delete", Optional.of(BUCKET), Preconditions.ifMatch(ETags.of("one", "two")))
                        .existed())
                .isTrue();
        assertThat(objects.find("bucket/delete")).isEmpty();
        put("bucket/delete", "one", Preconditions.NONE);
        assertThat(objects.delete("bucket/delete", Optional.of(BUCKET), matching)
                        .existed())
                .isTrue();
        put("bucket/delete", "one", Preconditions.NONE);
        assertThat(objects.delete("bucket/delete", Optional.of(BUCKET), Preconditions.ifMatch(ETags.ANY))
                        .existed())
                .isTrue();
    }

    @Test
    void ofManyCreatesOneWins() throws InterruptedException {
        List<Boolean> won = all(CALLERS, caller -> () -> succeeds("bucket/race", "by-" + caller, Preconditions.ABSENT));
        assertThat(won).filteredOn(Boolean::booleanValue).hasSize(1);
        assertThat(tag("bucket/race")).isEqualTo("by-" + won.indexOf(true));
        assertThat(objects.head("bucket/race").order()).isEqualTo(1);
    }

    @Test
    void ofManyReplacementsOfOneVersionOneWins() throws InterruptedException {
        put("bucket/swap", "old", Preconditions.NONE);
        put("bucket/swap-any-of", "old", Preconditions.NONE);
        List<Boolean> won = all(
                CALLERS,
                caller -> () -> succeeds("bucket/swap", "by-" + caller, Preconditions.ifMatch(ETags.of("old"))));
        assertThat(won).filteredOn(Boolean::booleanValue).hasSize(1);
        List<Boolean> wonByList = all(
                CALLERS,
                caller -> () -> succeeds(
                        "bucket/swap-any-of", "by-" + caller, Preconditions.ifMatch(ETags.of("older", "old"))));
        assertThat(wonByList).filteredOn(Boolean::booleanValue).hasSize(1);
    }

    @Test
    void aCounterLosesNoStep() throws InterruptedException {
        put("bucket/counter", "0", Preconditions.NONE);
        List<Boolean> stepped = all(STEPPERS, caller -> () -> {
            for (int attempt = 0; attempt < 10 * STEPPERS; attempt++) {
                String now = tag("bucket/counter");
                String next = String.valueOf(Integer.parseInt(now) + 1);
                if (succeeds("bucket/counter", next, Preconditions.ifMatch(ETags.of(now)))) {
                    return true;
                }
            }
            return false;
        });
        assertThat(stepped).doesNotContain(false);
        assertThat(tag("bucket/counter")).isEqualTo(String.valueOf(STEPPERS));
    }

    /** Runs a call of each caller, all let go at the same moment. */
    private static List<Boolean> all(int callers, IntFunction<Callable<Boolean>> calls) throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        List<Boolean> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> running = IntStream.range(0, callers)
                    .mapToObj(caller -> threads.submit(() -> {
                        go.await();
                        return calls.apply(caller).call();
                    }))
                    .toList();
            go.countDown();
            for (Future<Boolean> each : running) {
                answers.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
        return answers;
    }

    private boolean succeeds(String path, String etag, Preconditions preconditions) {
        try {
            put(path, etag, preconditions);
            return true;
        } catch (StorageException.PreconditionFailed _) {
            return false;
        }
    }

    private void put(String path, String etag, Preconditions preconditions) {
        core.put(path, bytes(1, 0), described(etag), preconditions);
    }

    private String tag(String path) {
        return objects.head(path).description().etag();
    }

    private void failed(String path, Preconditions preconditions) {
        assertThatExceptionOfType(StorageException.PreconditionFailed.class)
                .isThrownBy(() -> put(path, "x", preconditions));
    }

    private void missing(String path, Preconditions preconditions) {
        assertThatExceptionOfType(StorageException.PreconditionMissing.class)
                .isThrownBy(() -> put(path, "x", preconditions))
                .satisfies(e -> assertThat(e.path()).isEqualTo(path));
        assertThat(objects.find(path)).isEmpty();
    }

    private static Preconditions nativeMatch(String tag) {
        return new Preconditions(Optional.of(ETags.of(tag)), Optional.empty(), true);
    }
}
