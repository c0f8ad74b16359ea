package io.slime.gateway.wiring;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console without a mouse. */
@Tag("browser")
final class KeyboardBrowserIT {
    private static final int MOST_TABS = 400;

    /** What a mouse could press and the focus never came to, by what it is. */
    private static final String MARK =
            "() => { window.reached = new Set(); document.addEventListener('focusin', event => reached.add(event.target), true);"
                    + " document.activeElement?.blur(); }";

    private static final String MISSED = "() => [...document.querySelectorAll("
            + "'a[href], button:not([disabled]), input:not([disabled]):not([hidden]), select, textarea, summary')]"
            + ".filter(each => each.checkVisibility() && !reached.has(each) && each.type !== 'radio')"
            + ".map(each => each.outerHTML.slice(0, 120)).join('\\n')";

    private static void everythingIsReached(Page page, String path) {
        page.navigate(path);
        page.waitForLoadState(LoadState.DOMCONTENTLOADED);
        assertThat(page.locator("h1").first()).isVisible();
        assertThat(page.getByText("Loading…")).hasCount(0);
        page.evaluate(MARK);
        for (int i = 0; i < MOST_TABS; i++) {
            page.keyboard().press("Tab");
            if (page.evaluate(MISSED).equals("")) {
                return;
            }
        }
        assertThat(page.evaluate(MISSED)).as("never reached on " + path).isEqualTo("");
    }

    /** Goes on with Tab until that has the focus. */
    private static void tabTo(Page page, Locator wanted) {
        for (int i = 0; i < MOST_TABS; i++) {
            if (Boolean.TRUE.equals(wanted.evaluate("each => each === document.activeElement"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("the focus never came to " + wanted);
    }

    @Test
    void everyActionIsReached(@TempDir Path directory) throws IOException, InterruptedException {
        try (ConsoleUser user = new ConsoleUser(directory)) {
            user.begin();
            Page page = user.page();
            Keyboard keys = page.keyboard();
            user.makeBucket("by-keys");
            uploadsByKeyboard(user, page);
            String[] pages = {
                "/",
                "/stores",
                "/repair",
                "/buckets",
                "/buckets/by-keys",
                "/buckets/by-keys?tab=policy",
                "/b/by-keys/",
                "/o/by-keys/?key=a.txt",
                "/access",
                "/activity",
                "/settings"
            };
            for (String path : pages) {
                everythingIsReached(page, path);
            }
            page.navigate("/stores");
            tabTo(page, page.locator("tbody tr").first().getByRole(AriaRole.BUTTON));
            keys.press("Enter");
            assertThat(user.inDialog("Cancel")).isFocused();
            keys.press("Tab");
            assertThat(user.inDialog("Mark dead")).isFocused();
            keys.press("Escape");
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            assertThat(page.locator("tbody tr").first().getByRole(AriaRole.BUTTON))
                    .isFocused();
            page.navigate("/buckets");
            tabTo(page, user.button("Delete by-keys"));
            keys.press("Enter");
            keys.press("Shift+Tab");
            tabTo(page, page.getByLabel("Empty it first"));
            keys.press("Space");
            tabTo(page, page.getByLabel("Type by-keys to go on"));
            keys.type("by-keys");
            tabTo(page, user.inDialog("Delete"));
            keys.press("Enter");
            assertThat(user.button("Delete by-keys")).hasCount(0);
            page.navigate("/access");
            tabTo(
                    page,
                    page.getByRole(
                            AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete " + GatewayForTests.KEY)));
            keys.press("Enter");
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            user.end("404");
        }
    }

    /** Files are chosen by whoever is asked for them: set before the page opens, so that no question comes too early. */
    private static void uploadsByKeyboard(ConsoleUser user, Page page) {
        FilePayload file = new FilePayload("a.txt", "text/plain", "hello".getBytes(StandardCharsets.UTF_8));
        page.onFileChooser(chooser -> chooser.setFiles(file));
        page.navigate("/b/by-keys/");
        assertThat(page.getByText("Nothing in by-keys.")).isVisible();
        tabTo(page, user.button("Upload files…"));
        page.keyboard().press("Enter");
        user.uploaded("a.txt");
        tabTo(page, page.getByLabel("Choose a.txt"));
        page.keyboard().press("Space");
        assertThat(user.button("Delete 1…")).isEnabled();
    }
}
