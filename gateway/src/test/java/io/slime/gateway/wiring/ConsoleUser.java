package io.slime.gateway.wiring;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.slime.metadata.testing.PostgresForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Somebody at the console of a gateway, in Chromium. */
final class ConsoleUser implements AutoCloseable {
    static final double PATIENCE_MILLIS = 30_000;
    static final Path SHOTS = Path.of("target", "console");
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final GatewayForTests gateway;
    private final Chromium chromium;
    private Optional<Page> shown = Optional.empty();

    /** Starts both; skips the test where there is no Chromium. */
    ConsoleUser(Path directory) throws IOException, InterruptedException {
        this(directory, 3);
    }

    /** With so many stores. */
    ConsoleUser(Path directory, int stores) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Chromium.there(), "Chromium is not installed");
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Files.createDirectories(SHOTS);
        this.gateway = GatewayForTests.open(directory, PostgresForTests.freshDatabase(), stores);
        this.chromium = new Chromium();
    }

    @Override
    public void close() {
        chromium.close();
        gateway.close();
    }

    /** Logs in with a fresh browser. */
    void begin() {
        shown = Optional.of(enter(ColorScheme.LIGHT, 1280));
    }

    /** Closes it; the browser's own console must have nothing to say but of statuses that were wanted. */
    void end(String... wanted) {
        page().screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve("last.png")));
        page().context().close();
        assertThat(chromium.said(wanted)).isEmpty();
    }

    GatewayForTests gateway() {
        return gateway;
    }

    String origin() {
        return "http://127.0.0.1:" + gateway.admin().getPort();
    }

    Page page() {
        return shown.orElseThrow();
    }

    /** A browser that logged in with a key. */
    Page enter(ColorScheme scheme, int width) {
        Page page = chromium.page(origin(), scheme, width);
        page.navigate("/");
        page.getByLabel("Access key").fill(GatewayForTests.KEY);
        page.getByLabel("Secret key").fill(GatewayForTests.SECRET);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in"))
                .click();
        assertThat(page.getByRole(AriaRole.NAVIGATION)).isVisible();
        return page;
    }

    Locator button(String name) {
        return page().getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** A button of the dialog that is open, which must be accessible as it is now. */
    Locator inDialog(String name) {
        Locator dialog = page().getByRole(AriaRole.DIALOG);
        assertThat(dialog).isVisible();
        accessible(page(), "the dialog with " + name);
        return dialog.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page().getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(name).setLevel(1));
    }

    void makeBucket(String name) {
        page().navigate("/buckets");
        button("Create a bucket…").click();
        page().getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
        inDialog("Create").click();
        assertThat(heading(name)).isVisible();
    }

    void upload(String name, String type, byte[] bytes) {
        page().locator("#files").setInputFiles(new FilePayload(name, type, bytes));
        uploaded(name);
    }

    void uploaded(String name) {
        assertThat(page().getByRole(AriaRole.TABLE).getByText(name, new Locator.GetByTextOptions().setExact(true)))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(2 * PATIENCE_MILLIS));
    }

    static void accessible(Page page, String where) {
        List<String> violations = new AxeBuilder(page)
                .withTags(RULES).analyze().getViolations().stream()
                        .map(rule -> rule.getId() + ": " + rule.getNodes().toString())
                        .toList();
        assertThat(violations).as(where).isEmpty();
    }
}
