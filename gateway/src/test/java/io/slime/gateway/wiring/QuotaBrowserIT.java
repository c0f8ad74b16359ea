package io.slime.gateway.wiring;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quotas in the console: shown with what is used, set, held to and taken away. */
@Tag("browser")
final class QuotaBrowserIT {
    private static Locator field(ConsoleUser user, String label) {
        return user.page().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    @Test
    void ofABucketAndOfAUser(@TempDir Path directory) throws IOException, InterruptedException {
        try (ConsoleUser user = new ConsoleUser(directory)) {
            user.begin();
            user.makeBucket("small");
            user.upload("a.txt", "text/plain", "hello".getBytes(StandardCharsets.UTF_8));
            user.page().navigate("/buckets/small");
            Locator facts = user.page().locator("dl").first();
            assertThat(facts).containsText("none");
            user.button("Set a quota…").click();
            assertThat(user.inDialog("Take it away")).isDisabled();
            field(user, "Most bytes").fill("10 gib");
            assertThat(user.inDialog("Set")).isDisabled();
            assertThat(user.page().getByRole(AriaRole.DIALOG)).containsText("This is no number of bytes");
            field(user, "Most bytes").fill("3B");
            assertThat(user.page().getByRole(AriaRole.DIALOG)).not().containsText("There is more than that");
            ConsoleUser.accessible(user.page(), "the dialog of quotas");
            field(user, "Most bytes").fill("10GiB");
            field(user, "Most objects").fill("1");
            user.inDialog("Set").click();
            assertThat(facts).containsText("5 B of 10.0 GiB");
            assertThat(facts).containsText("1 of 1 objects");
            assertThat(facts).containsText("Full");
            ConsoleUser.accessible(user.page(), "a bucket with a quota");
            user.page().navigate("/b/small/");
            user.page()
                    .locator("#files")
                    .setInputFiles(new com.microsoft.playwright.options.FilePayload(
                            "b.txt", "text/plain", "hello".getBytes(StandardCharsets.UTF_8)));
            assertThat(user.page().getByLabel("Uploads")).containsText("quota");
            user.page().navigate("/buckets");
            assertThat(user.page().locator("tbody tr")).containsText("1 of 1 objects");
            user.page().navigate("/buckets/small");
            user.button("Change quota…").click();
            assertThat(field(user, "Most bytes")).hasValue("10GiB");
            field(user, "Most bytes").fill("3B");
            assertThat(user.page().getByRole(AriaRole.DIALOG)).containsText("There is more than that already");
            field(user, "Most bytes").fill("");
            field(user, "Most objects").fill("");
            user.inDialog("Take it away").click();
            assertThat(user.button("Set a quota…")).isVisible();
            ofAUser(user);
            user.end("403");
        }
    }

    private static void ofAUser(ConsoleUser user) {
        user.page().navigate("/access");
        user.button("Quota of root").click();
        field(user, "Most bytes").fill("1TiB");
        user.inDialog("Set").click();
        Locator users = user.page().locator("table").nth(1);
        assertThat(users).containsText("5 B of 1.00 TiB");
        ConsoleUser.accessible(user.page(), "users with quotas");
        user.button("Quota of root").click();
        field(user, "Most bytes").fill("");
        user.inDialog("Take it away").click();
        assertThat(users).not().containsText("1.00 TiB");
    }
}
