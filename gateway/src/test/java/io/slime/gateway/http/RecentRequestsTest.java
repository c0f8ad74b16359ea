package io.slime.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RecentRequestsTest {
    private static ServedRequest request(String path, int status, boolean whole) {
        return new ServedRequest(
                Instant.EPOCH,
                InetAddress.getLoopbackAddress(),
                "GET",
                path,
                status,
                "",
                whole,
                0,
                0,
                1,
                "id",
                "GetObject",
                "KEY");
    }

    private static List<Long> numbers(List<RecentRequests.Numbered> page) {
        return page.stream().map(RecentRequests.Numbered::number).toList();
    }

    @Test
    void theLastAreKeptAndThoseThatFailedForLonger() {
        RecentRequests requests = new RecentRequests(3);
        requests.add(request("/missing", 404, true));
        requests.add(request("/cut", 200, false));
        for (int i = 0; i < 5; i++) {
            requests.add(request("/there", 200, true));
        }
        assertThat(numbers(requests.after(0, 100, _ -> true))).containsExactly(1L, 2L, 5L, 6L, 7L);
        assertThat(numbers(requests.after(0, 100, ServedRequest::failed))).containsExactly(1L, 2L);
        assertThat(requests.last()).isEqualTo(7);
    }

    @Test
    void aPageHasTheLatestBehindANumber() {
        RecentRequests requests = new RecentRequests(10);
        for (int i = 0; i < 6; i++) {
            requests.add(request("/there", 200, true));
        }
        assertThat(numbers(requests.after(2, 3, _ -> true))).containsExactly(4L, 5L, 6L);
        assertThat(requests.after(6, 3, _ -> true)).isEmpty();
    }

    @Test
    void aRefusalForItsConditionIsNoFailure() {
        assertThat(request("/there", 304, true).failed()).isFalse();
        assertThat(request("/there", 0, false).failed()).isTrue();
    }

    @Test
    void pathsThatAreFarTooLongAreCut() {
        RecentRequests requests = new RecentRequests(1);
        requests.add(request("/" + "a".repeat(60_000), 400, true));
        assertThat(requests.after(0, 1, _ -> true).getFirst().request().path()).hasSize(1027);
    }

    @Test
    void soAreMethodsThatAreFarTooLong() {
        RecentRequests requests = new RecentRequests(1);
        ServedRequest usual = request("/there", 501, true);
        String method = "A".repeat(60_000);
        requests.add(new ServedRequest(
                usual.at(),
                usual.client(),
                method,
                usual.path(),
                usual.status(),
                "",
                true,
                0,
                0,
                1,
                "id",
                method, // the native API calls operations by their methods
                "-"));
        ServedRequest kept = requests.after(0, 1, _ -> true).getFirst().request();
        assertThat(kept.method()).hasSize(67);
        assertThat(kept.operation()).hasSize(67);
        assertThat(kept.path()).isEqualTo("/there");
    }

    @Test
    void threadsThatAddAtTheSameTimeLoseNothing() {
        RecentRequests requests = new RecentRequests(4000);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 8; thread++) {
                threads.execute(() -> {
                    for (int i = 0; i < 500; i++) {
                        requests.add(request("/there", 200, true));
                    }
                });
            }
        }
        assertThat(numbers(requests.after(0, 4000, _ -> true)))
                .isEqualTo(LongStream.rangeClosed(1, 4000).boxed().toList());
    }
}
