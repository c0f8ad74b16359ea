package io.slime.gateway.wiring;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import io.slime.gateway.testing.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser, whose own console stays empty: a script that fails, or breaks the policy, says so there. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleBrowserIT {
    private Optional<ConsoleUser> opened = Optional.empty();
    private String[] wanted = {};

    @BeforeAll
    void open(@TempDir Path directory) throws IOException, InterruptedException {
        opened = Optional.of(new ConsoleUser(directory));
    }

    @AfterAll
    void close() {
        opened.ifPresent(ConsoleUser::close);
    }

    @BeforeEach
    void begin() {
        wanted = new String[0];
        user().begin();
    }

    @AfterEach
    void theBrowserHasNothingToSay() {
        user().end(wanted);
    }

    private ConsoleUser user() {
        return opened.orElseThrow();
    }

    @Test
    void everyPageIsAccessibleAndFitsAPhone() {
        user().makeBucket("looked-at");
        user().upload("a.txt", "text/plain", "hello".getBytes(StandardCharsets.UTF_8));
        String[] pages = {
            "/",
            "/stores",
            "/repair",
            "/buckets",
            "/buckets/looked-at",
            "/buckets/looked-at?tab=policy",
            "/buckets/looked-at?tab=connect",
            "/b/looked-at/",
            "/b/looked-at/?versions=1",
            "/o/looked-at/?key=a.txt",
            "/access",
            "/activity",
            "/settings",
            "/nothing"
        };
        Page phone = user().enter(ColorScheme.LIGHT, 390);
        Page dark = user().enter(ColorScheme.DARK, 1280);
        Map<String, Page> browsers = Map.of("light", user().page(), "dark", dark, "phone", phone);
        for (String path : pages) {
            browsers.forEach((kind, page) -> {
                page.navigate(path.equals("/nothing") ? "/stores/none" : path);
                page.waitForLoadState(LoadState.NETWORKIDLE);
                assertThat(page.locator("h1, [role=alert]").first()).isVisible();
                String shot = (path + "-" + kind).replaceAll("[^a-z]+", "-");
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(ConsoleUser.SHOTS.resolve(shot.replaceFirst("^-", "") + ".png")));
                if (!kind.equals("phone")) {
                    ConsoleUser.accessible(page, shot);
                }
            });
            assertThat(phone.evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .as(path + " is wider than a phone")
                    .isEqualTo(0);
        }
        phone.context().close();
        dark.context().close();
        wanted = new String[] {"404"};
    }

    @Test
    void aStoreIsMarkedDeadAndTakenBack() {
        user().page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Stores").setExact(true))
                .click();
        assertThat(user().heading("Stores")).isVisible();
        user().page().reload();
        Locator rows = user().page().locator("tbody tr");
        assertThat(rows).hasCount(3);
        user().page().keyboard().press("/");
        user().page().keyboard().type("store2");
        assertThat(rows).hasCount(1);
        rows.getByRole(AriaRole.BUTTON).click();
        assertThat(user().inDialog("Cancel")).isFocused();
        ConsoleUser.accessible(user().page(), "the dialog");
        user().page().keyboard().press("Escape");
        assertThat(user().page().getByRole(AriaRole.DIALOG)).hasCount(0);
        rows.getByRole(AriaRole.BUTTON).click();
        assertThat(user().page().getByRole(AriaRole.DIALOG)).containsText("Everything can still be read meanwhile");
        user().page().screenshot(new Page.ScreenshotOptions().setPath(ConsoleUser.SHOTS.resolve("stores-confirm.png")));
        user().inDialog("Mark dead").click();
        assertThat(rows).containsText("Dead");
        rows.getByRole(AriaRole.LINK).click();
        assertThat(user().page().getByText("Why it cannot be deleted: It still answers"))
                .isVisible();
        assertThat(user().button("Delete…")).isDisabled();
        user().button("Undead…").click();
        user().inDialog("Take it back").click();
        assertThat(user().page().locator("dl")).containsText("Connected");
    }

    @Test
    void objectsComeAndGoThroughTheConsole(@TempDir Path files) throws IOException {
        user().makeBucket("photos");
        byte[] large = new byte[20 << 20];
        new Random(7).nextBytes(large);
        Files.write(files.resolve("large.bin"), large);
        user().upload("hello <b>.txt", "text/plain", "hello there".getBytes(StandardCharsets.UTF_8));
        user().page().locator("#files").setInputFiles(files.resolve("large.bin"));
        user().uploaded("large.bin");
        user().page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("large.bin").setExact(true))
                .first()
                .click();
        assertThat(user().page().locator("dl").first()).containsText("20.0 MiB");
        assertThat(user().page().locator(".chunk")).hasCount(3);
        user().button("Verify now").click();
        assertThat(user().page().getByText("Whole: all")).isVisible();
        Download download = user().page()
                .waitForDownload(() -> user().page()
                        .getByRole(
                                AriaRole.LINK,
                                new Page.GetByRoleOptions().setName("Download").setExact(true))
                        .click());
        assertThat(Files.readAllBytes(download.path())).isEqualTo(large);
        user().page().goBack();
        user().page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("hello <b>.txt").setExact(true))
                .click();
        user().button("Show as text").click();
        assertThat(user().page().locator(".preview pre")).hasText("hello there");
        user().button("Share link…").click();
        user().button("Make a link").click();
        String link = user().page().locator("dialog pre").textContent();
        InetSocketAddress s3 = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), URI.create(link).getPort());
        assertThat(RawHttp.call(s3, "GET", link.substring(link.indexOf("/photos")))
                        .text())
                .isEqualTo("hello there");
        user().inDialog("Close").click();
        user().button("Delete…").click();
        user().inDialog("Delete").click();
        assertThat(user().heading("photos")).isVisible();
        assertThat(user().page().locator("tbody tr")).hasCount(1);
        user().page().getByLabel("Choose large.bin").check();
        user().button("Delete 1…").click();
        user().inDialog("Delete").click();
        assertThat(user().page().getByText("Nothing in photos.")).isVisible();
    }

    @Test
    void oldVersionsAreSeenAndRestored() {
        user().makeBucket("kept");
        user().page().navigate("/buckets/kept");
        user().button("Enable…").click();
        user().inDialog("Enable").click();
        assertThat(user().page().getByText("On: what is overwritten or deleted stays"))
                .isVisible();
        user().page().navigate("/b/kept/");
        user().upload("note.txt", "text/plain", "first".getBytes(StandardCharsets.UTF_8));
        user().upload("note.txt", "text/plain", "second one".getBytes(StandardCharsets.UTF_8));
        assertThat(user().page().locator("tbody tr")).containsText("10 B");
        user().page().navigate("/o/kept/?key=note.txt");
        user().page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Restore "))
                .click();
        user().inDialog("Restore").click();
        assertThat(user().page().locator("dl").first()).containsText("5 B");
        user().page().navigate("/b/kept/?versions=1");
        assertThat(user().page().locator("tbody tr")).hasCount(3);
        user().page().navigate("/buckets");
        user().button("Delete kept").click();
        assertThat(user().inDialog("Delete")).isDisabled();
        user().page().getByLabel("Type kept to go on").fill("kept");
        assertThat(user().page().getByRole(AriaRole.DIALOG)).containsText("It holds 3 versions.");
        assertThat(user().inDialog("Delete")).isDisabled();
        user().page().getByLabel("Empty it first").check();
        user().inDialog("Delete").click();
        assertThat(user().page().getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(user().button("Delete kept")).hasCount(0);
    }

    @Test
    void whatOthersStoredIsShownAsTextOnly() {
        user().makeBucket("evil");
        String page = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">";
        user().upload("page.html", "text/html", page.getBytes(StandardCharsets.UTF_8));
        user().page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("page.html").setExact(true))
                .first()
                .click();
        user().button("Show as text").click();
        assertThat(user().page().locator(".preview pre")).hasText(page);
        assertThat(user().page().title()).isEqualTo("Object · Slime");
        user().page().navigate("/b/evil/");
        user().page().navigate("/buckets/evil?tab=policy");
        user().button("Fill in: anybody may read").click();
        user().button("Save").click();
        assertThat(user().button("Remove…")).isVisible();
        user().page().reload();
        assertThat(user().page().getByLabel("Policy (JSON)")).hasValue(Pattern.compile("PublicRead"));
        user().button("Remove…").click();
        user().inDialog("Remove").click();
        assertThat(user().page().getByText("There is none now.")).isVisible();
        wanted = new String[] {"404"};
    }

    @Test
    void aKeyIsMadeShownOnceDisabledAndDeleted() {
        user().page().navigate("/access");
        user().button("Create a user…").click();
        user().page()
                .getByLabel("Name", new Page.GetByLabelOptions().setExact(true))
                .fill("ann");
        user().inDialog("Create").click();
        user().button("Create a key for ann").click();
        user().inDialog("Create").click();
        assertThat(user().heading("The new key")).isVisible();
        String made = user().page().locator("dialog pre").textContent();
        assertThat(made).matches("(?s)AWS_ACCESS_KEY_ID=AK[A-Z2-7]{18}\nAWS_SECRET_ACCESS_KEY=\\S{40}\n");
        String key = made.substring("AWS_ACCESS_KEY_ID=".length(), made.indexOf('\n'));
        user().inDialog("I have kept it").click();
        assertThat(user().page().content())
                .doesNotContain(made.substring(made.lastIndexOf('=') + 1).strip());
        assertThat(user().button("Delete " + GatewayForTests.KEY
                        + ": It is the last key that may administer: make another one first."))
                .isDisabled();
        user().button("Disable " + key).click();
        user().inDialog("Disable").click();
        assertThat(user().button("Enable " + key)).isVisible();
        user().button("Delete " + key).click();
        user().page().getByLabel("Type " + key + " to go on").fill(key);
        user().inDialog("Delete").click();
        assertThat(user().button("Delete " + key)).hasCount(0);
    }

    @Test
    void repairIsPausedAndRedundancyPlannedByKeyboard() {
        user().page().keyboard().press("g");
        user().page().keyboard().press("r");
        assertThat(user().heading("Repair & scrub")).isVisible();
        user().button("Pause…").focus();
        user().page().keyboard().press("Enter");
        assertThat(user().inDialog("Cancel")).isFocused();
        user().page().keyboard().press("Tab");
        assertThat(user().inDialog("Pause")).isFocused();
        user().page().keyboard().press("Enter");
        assertThat(user().button("Resume…").first()).isVisible();
        user().button("Resume…").first().click();
        user().inDialog("Resume").click();
        assertThat(user().button("Pause…")).isVisible();
        user().button("Look now").click();
        assertThat(user().page().getByText("None: everything can be read.")).isVisible();
        user().page().keyboard().press("?");
        assertThat(user().page().getByRole(AriaRole.DIALOG)).containsText("Repair & scrub");
        user().page().keyboard().press("Escape");
        user().page().keyboard().press("g");
        user().page().keyboard().press(",");
        user().page().getByLabel("of total").fill("4");
        user().button("Plan").click();
        assertThat(user().page().locator("main table")).containsText("2 of 4");
        user().page().getByLabel("Theme").selectOption("dark");
        user().page().reload();
        assertThat(user().page().locator("html")).hasAttribute("data-theme", "dark");
    }

    @Test
    void aSessionThatEndedLeadsBackToTheLogin() throws IOException {
        BrowserForTests other = new BrowserForTests(user().gateway().admin());
        other.login(GatewayForTests.KEY, GatewayForTests.SECRET);
        String sessions = other.get("/console/sessions").text();
        for (String id : sessions.split("\"id\":\"", -1)) {
            if (id.contains("\"own\":false")) {
                other.send("DELETE", "/console/sessions/" + id.substring(0, 16), "");
            }
        }
        // Not by a click: the page asks for news by itself, and may have gone to the login already.
        user().page().navigate(user().origin() + "/access");
        assertThat(user().page().getByLabel("Secret key")).isVisible();
        String link = user().gateway().gateway().loginLink().orElseThrow();
        user().page().navigate(link);
        assertThat(user().page().getByRole(AriaRole.NAVIGATION)).isVisible();
        user().button("Log out").click();
        assertThat(user().page().getByLabel("Secret key")).isVisible();
        user().page().navigate(link);
        assertThat(user().page().getByRole(AriaRole.ALERT)).containsText("the link was used already");
        ConsoleUser.accessible(user().page(), "login");
        wanted = new String[] {"401"};
    }

    @Test
    void thePureModulesAreRight() {
        Object[][] cases = {
            {
                "format",
                "[m.bytes(0), m.bytes(1023), m.bytes(1024), m.bytes(6047313952768), m.bytes(1048575)].join()",
                "0 B,1023 B,1.00 KiB,5.50 TiB,1.00 MiB"
            },
            {
                "format",
                "[m.count(1234567), m.duration(59), m.duration(12000), m.duration(90000)].join('|')",
                "1,234,567|59 s|3 h 20 min|1 day 1 h"
            },
            {"format", "m.ago('2026-11-25T12:00:00Z', Date.parse('2026-11-25T14:05:00Z'))", "2 h 5 min ago"},
            {
                "format",
                "['10GiB', '1.5 KiB', '500MB', '7', '1gib', 'x', '-1', '', '1 000'].map(m.amount).join()",
                "10737418240,1536,500000000,7,NaN,NaN,NaN,NaN,NaN"
            },
            {"format", "[10737418240, 1536, 500000000, 7, 0, null].map(m.written).join()", "10GiB,1536B,500MB,7B,0,"},
            {"safety", "m.survives([{spare: 1, extents: 9, bytes: 90}], 1).level", "warn"},
            {
                "safety",
                "m.survives([{spare: 1, extents: 9, bytes: 90}], 2).text",
                "At worst 90 B in 9 extents would have too few chunks to be read."
            },
            {
                "safety",
                "m.survives([{spare: -1, extents: 3, bytes: 3}, {spare: 2, extents: 1, bytes: 1}], 1).title",
                "No data lost"
            },
            {"safety", "m.storeState({state: 'ACTIVE', reachable: false}).word", "Unreachable"},
            {"format", "m.sentence('it is dead already')", "It is dead already."},
            {"paths", "m.encodeKey('a b/+?#%/ü')", "a%20b/%2B%3F%23%25/%C3%BC"},
            {
                "paths",
                "JSON.stringify(m.parse('/b/my%20b/', '?prefix=a%2Fb&from='))",
                "{\"page\":\"b\",\"rest\":[\"my b\"],\"query\":{\"prefix\":\"a/b\",\"from\":\"\"}}"
            },
            {"paths", "m.crumbs('a/b//c').map(c => c.prefix).join()", "a/,a/b/,a/b//"},
            {"parts", "[m.partSize(1), m.partSize(5 * 2 ** 40) * 10000 >= 5 * 2 ** 40].join()", "8388608,true"},
            {
                "parts",
                "m.missing(25, 10, new Map([[1, 10], [3, 4]])).map(p => p.number + ':' + p.from + '-' + p.to).join()",
                "2:10-20,3:20-25"
            },
            {
                "xml",
                "m.deletion([{key: 'a&<\\r>', version: 'v'}])",
                "<Delete><Quiet>true</Quiet><Object><Key>a&amp;&lt;&#13;&gt;</Key><VersionId>v</VersionId></Object></Delete>"
            },
            {"crc32", "m.crc32(new TextEncoder().encode('123456789'))", "y/Q5Jg=="},
        };
        for (Object[] each : cases) {
            String script = "async () => { const m = await import('/assets/model/" + each[0] + ".js'); return "
                    + each[1] + "; }";
            assertThat(user().page().evaluate(script))
                    .as(String.valueOf(each[1]))
                    .isEqualTo(each[2]);
        }
    }
}
