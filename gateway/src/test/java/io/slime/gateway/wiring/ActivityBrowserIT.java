package io.slime.gateway.wiring;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import io.slime.gateway.testing.RawHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asked for what, why it was refused, and who changed what, in a browser. */
@Tag("browser")
final class ActivityBrowserIT {
    @Test
    void requestsAndChangesAreShown(@TempDir Path directory) throws IOException, InterruptedException {
        try (ConsoleUser user = new ConsoleUser(directory)) {
            user.begin();
            user.page().navigate("/activity");
            assertThat(user.page().getByText("No such requests")).isVisible();
            user.makeBucket("asked-for");
            assertThat(RawHttp.call(user.gateway().s3(), "GET", "/asked-for/nothing%20there")
                            .status())
                    .isEqualTo(403);
            assertThat(RawHttp.call(user.gateway().s3(), "GET", "/asked-for/%3Cb%3E")
                            .status())
                    .isEqualTo(403);
            user.page().keyboard().press("g");
            user.page().keyboard().press("a");
            assertThat(user.heading("Activity")).isVisible();
            Locator requests = user.page().locator("table").first();
            assertThat(requests).containsText("/asked-for/nothing%20there");
            assertThat(requests).containsText("403 AccessDenied");
            assertThat(user.page().locator("table").nth(1)).containsText("Known, but not allowed");
            assertThat(user.page().locator("table").nth(2)).containsText("CreateBucket");
            ConsoleUser.accessible(user.page(), "activity");
            user.page().getByLabel("of key").fill("NOBODY");
            user.button("Show").click();
            assertThat(user.page().getByText("No such requests")).isVisible();
            user.page().getByLabel("of key").fill("");
            user.button("Show").click();
            Download download = user.page()
                    .waitForDownload(
                            () -> user.button("Export JSON lines").first().click());
            assertThat(Files.readString(download.path())).contains("\"error\":\"AccessDenied\"");
            user.button("Follow").click();
            assertThat(RawHttp.call(user.gateway().s3(), "GET", "/asked-for/later")
                            .status())
                    .isEqualTo(403);
            assertThat(requests).containsText("/asked-for/later");
            user.end();
        }
    }
}
