package io.slime.gateway.wiring;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The system's own Chromium, driven; what it says in its console is kept, and it sees nothing but the gateway. */
final class Chromium implements AutoCloseable {
    static final Path BINARY = Path.of("/usr/bin/chromium");

    private static final double PATIENCE_MILLIS = 30_000;

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> said = new ArrayList<>();

    Chromium() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(BINARY)
                        .setHeadless(true)
                        .setChromiumSandbox(false)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-dev-shm-usage",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    static boolean there() {
        return Files.isExecutable(BINARY);
    }

    /** A page of a browser of its own, that may load from {@code origin} only. */
    Page page(String origin, ColorScheme scheme, int width) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(origin)
                .setColorScheme(scheme)
                .setAcceptDownloads(true)
                .setViewportSize(width, 860));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.route("**/*", route -> {
            String url = route.request().url();
            if (url.startsWith(origin) || url.startsWith("blob:" + origin)) {
                route.resume();
            } else {
                said.add("loads " + url);
                route.abort();
            }
        });
        Page page = context.newPage();
        page.onConsoleMessage(message -> said.add(message.type() + ": " + message.text() + " " + message.location()));
        page.onPageError(error -> said.add("error: " + error));
        return page;
    }

    /** What was said in the console since, without the refusals of the server that a test wanted. */
    List<String> said(String... wanted) {
        List<String> unwanted = said.stream()
                .filter(line -> List.of(wanted).stream().noneMatch(line::contains))
                .toList();
        said.clear();
        return unwanted;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
