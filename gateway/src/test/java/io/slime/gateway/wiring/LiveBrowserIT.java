package io.slime.gateway.wiring;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.slime.gateway.cli.client.AccessKey;
import io.slime.gateway.cli.client.AdminClient;
import io.slime.gateway.cli.client.Endpoint;
import io.slime.gateway.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others change shows in an open page, which is not touched. */
@Tag("browser")
final class LiveBrowserIT {
    /** Less than any page waits until it asks by itself, and more than a busy machine needs. */
    private static final double SOON = 5000;

    private static AdminClient commands(ConsoleUser user) {
        Endpoint endpoint = new Endpoint(
                URI.create(user.origin()),
                Optional.of(new AccessKey(GatewayForTests.KEY, new Secret(GatewayForTests.SECRET))),
                Optional.empty());
        return new AdminClient(endpoint, InstantSource.system());
    }

    private static void told(Page page) {
        String script = "async () => { const { told } = await import('/assets/parts/stream.js');"
                + " while (!told()) await new Promise(requestAnimationFrame); return true; }";
        assertThat(page.evaluate(script)).isEqualTo(true);
    }

    private static Locator dead(Page page) {
        return page.locator("tbody .state", new Page.LocatorOptions().setHasText("Dead"));
    }

    @Test
    void aStoreThatACommandMarksDeadShowsByItself(@TempDir Path directory) throws IOException, InterruptedException {
        try (ConsoleUser user = new ConsoleUser(directory)) {
            user.begin();
            Page page = user.page();
            page.navigate("/stores");
            told(page);
            AdminClient commands = commands(user);
            String store =
                    commands.get("/stores").path("stores").get(0).path("uuid").textValue();
            Locator dead = dead(page);
            assertThat(dead).hasCount(0);
            commands.post("/stores/" + store + "/dead", commands.object());
            assertThat(dead).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SOON));
            page.navigate("/repair");
            told(page);
            commands.post("/repair/pause", commands.object());
            assertThat(user.button("Resume…").first())
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SOON));
            user.end();
        }
    }

    /** A proxy that keeps the stream to itself, or none at all: the page asks by itself. */
    @Test
    void withoutTheStreamPagesAskByThemselves(@TempDir Path directory) throws IOException, InterruptedException {
        try (ConsoleUser user = new ConsoleUser(directory)) {
            user.begin();
            Page page = user.enter(ColorScheme.LIGHT, 1280);
            page.route("**/api/v1/stream", route -> {}); // never answered
            page.navigate("/stores");
            Locator rows = page.locator("tbody tr");
            assertThat(rows).hasCount(3);
            AdminClient commands = commands(user);
            String store =
                    commands.get("/stores").path("stores").get(0).path("uuid").textValue();
            commands.post("/stores/" + store + "/dead", commands.object());
            assertThat(dead(page)).isVisible();
            page.context().close();
            user.end();
        }
    }
}
