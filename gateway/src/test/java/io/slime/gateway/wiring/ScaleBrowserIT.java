package io.slime.gateway.wiring;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.slime.gateway.testing.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty stores, and many objects below one prefix: pages stay small and quick. {@code -Dslime.scale.objects=100000} for the figures of
 * docs/console.md.
 */
@Tag("browser")
final class ScaleBrowserIT {
    private static final int STORES = 50;
    private static final int OBJECTS = Integer.getInteger("slime.scale.objects", 1000);
    private static final int WRITERS = 16;

    /** Elements of a page: beyond some thousands, browsers grow slow. */
    private static final int MOST_ELEMENTS = 4000;

    private static void fill(GatewayForTests gateway) throws InterruptedException {
        InetSocketAddress data = new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                gateway.gateway().nativeApi().orElseThrow().port());
        AtomicInteger next = new AtomicInteger();
        List<Thread> writers = IntStream.range(0, WRITERS)
                .mapToObj(_ -> Thread.startVirtualThread(() -> {
                    for (int i = next.getAndIncrement(); i < OBJECTS; i = next.getAndIncrement()) {
                        put(data, "/data/large/many/object-%06d".formatted(i));
                    }
                }))
                .toList();
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private static void put(InetSocketAddress data, String path) {
        try {
            RawHttp.call(data, "PUT", path, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a page until that shows, and tells how long it took and how many elements there are. */
    private static void open(Page page, String path, Locator shown) {
        long begin = System.nanoTime();
        page.navigate(path);
        assertThat(shown.first()).isVisible();
        long millis = (System.nanoTime() - begin) / 1_000_000;
        int elements = ((Number) page.evaluate("document.querySelectorAll('*').length")).intValue();
        System.out.println(path + ": " + millis + " ms, " + elements + " elements");
        assertThat(elements).as(path).isLessThan(MOST_ELEMENTS);
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as(path + " is wider than the window")
                .isEqualTo(0);
    }

    @Test
    void pagesStaySmallWhateverThereIs(@TempDir Path directory) throws IOException, InterruptedException {
        try (ConsoleUser user = new ConsoleUser(directory, STORES)) {
            user.begin();
            user.makeBucket("large");
            fill(user.gateway());
            Page page = user.page();
            open(page, "/b/large/?prefix=many/", page.getByText("object-000000"));
            assertThat(page.locator("tbody tr")).hasCount(Math.min(200, OBJECTS));
            long begin = System.nanoTime();
            page.getByText("Next page").click();
            assertThat(page.getByText("object-000200").first()).isVisible();
            System.out.println("next page: " + (System.nanoTime() - begin) / 1_000_000 + " ms");
            open(page, "/b/large/?prefix=many/&versions=1", page.getByText("object-000000"));
            Page phone = user.enter(ColorScheme.DARK, 390);
            for (Page each : List.of(page, phone)) {
                open(each, "/", each.locator(".drv"));
                assertThat(each.locator(".drv")).hasCount(STORES);
                ConsoleUser.accessible(each, "the overview of fifty stores");
                open(each, "/stores", each.locator("tbody tr"));
                assertThat(each.locator("tbody tr")).hasCount(STORES);
                ConsoleUser.accessible(each, "fifty stores");
                open(each, "/repair", each.locator("tbody tr"));
            }
            phone.context().close();
            user.end();
        }
    }
}
