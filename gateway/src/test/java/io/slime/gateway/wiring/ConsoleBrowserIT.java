package io.slime.gateway.wiring;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import io.slime.gateway.testing.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
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
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final double PATIENCE_MILLIS = 30_000;
    private static final Path SHOTS = Path.of("target", "console");

    private Optional<GatewayForTests> opened = Optional.empty();
    private Optional<Chromium> chromium = Optional.empty();
    private Optional<Page> shown = Optional.empty();
    private String[] wanted = {};

    @BeforeAll
    void open(@TempDir Path directory) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Chromium.there(), "Chromium is not installed");
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Files.createDirectories(SHOTS);
        opened = Optional.of(GatewayForTests.open(directory));
        chromium = Optional.of(new Chromium());
    }

    @AfterAll
    void close() {
        chromium.ifPresent(Chromium::close);
        opened.ifPresent(GatewayForTests::close);
    }

    @BeforeEach
    void begin() {
        wanted = new String[0];
        shown = Optional.of(enter(ColorScheme.LIGHT, 1280));
    }

    @AfterEach
    void theBrowserHasNothingToSay() {
        page().screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve("last.png")));
        page().context().close();
        assertThat(chromium.orElseThrow().said(wanted)).isEmpty();
    }

    private String origin() {
        return "http://127.0.0.1:" + opened.orElseThrow().admin().getPort();
    }

    private Page page() {
        return shown.orElseThrow();
    }

    /** A browser that logged in with a key. */
    private Page enter(ColorScheme scheme, int width) {
        Page page = chromium.orElseThrow().page(origin(), scheme, width);
        page.navigate("/");
        page.getByLabel("Access key").fill(GatewayForTests.KEY);
        page.getByLabel("Secret key").fill(GatewayForTests.SECRET);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in"))
                .click();
        assertThat(page.getByRole(AriaRole.NAVIGATION)).isVisible();
        return page;
    }

    private Locator button(String name) {
        return page().getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator inDialog(String name) {
        return page().getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator heading(String name) {
        return page().getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(name).setLevel(1));
    }

    private void makeBucket(String name) {
        page().navigate("/buckets");
        button("Create a bucket…").click();
        page().getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
        inDialog("Create").click();
        assertThat(heading(name)).isVisible();
    }

    private void upload(String name, String type, byte[] bytes) {
        page().locator("#files").setInputFiles(new FilePayload(name, type, bytes));
        uploaded(name);
    }

    private void uploaded(String name) {
        assertThat(page().getByRole(AriaRole.TABLE).getByText(name, new Locator.GetByTextOptions().setExact(true)))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(2 * PATIENCE_MILLIS));
    }

    @Test
    void everyPageIsAccessibleAndFitsAPhone() {
        makeBucket("looked-at");
        upload("a.txt", "text/plain", "hello".getBytes(StandardCharsets.UTF_8));
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
            "/settings",
            "/nothing"
        };
        Page phone = enter(ColorScheme.LIGHT, 390);
        Page dark = enter(ColorScheme.DARK, 1280);
        Map<String, Page> browsers = Map.of("light", page(), "dark", dark, "phone", phone);
        for (String path : pages) {
            browsers.forEach((kind, page) -> {
                page.navigate(path.equals("/nothing") ? "/stores/none" : path);
                page.waitForLoadState(LoadState.NETWORKIDLE);
                assertThat(page.locator("h1, [role=alert]").first()).isVisible();
                String shot = (path + "-" + kind).replaceAll("[^a-z]+", "-");
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(SHOTS.resolve(shot.replaceFirst("^-", "") + ".png")));
                if (!kind.equals("phone")) {
                    accessible(page, shot);
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

    private static void accessible(Page page, String where) {
        List<String> violations = new AxeBuilder(page)
                .withTags(RULES).analyze().getViolations().stream()
                        .map(rule -> rule.getId() + ": " + rule.getNodes().toString())
                        .toList();
        assertThat(violations).as(where).isEmpty();
    }

    @Test
    void aStoreIsMarkedDeadAndTakenBack() {
        page().getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Stores").setExact(true))
                .click();
        assertThat(heading("Stores")).isVisible();
        page().reload();
        Locator rows = page().locator("tbody tr");
        assertThat(rows).hasCount(3);
        page().keyboard().press("/");
        page().keyboard().type("store2");
        assertThat(rows).hasCount(1);
        rows.getByRole(AriaRole.BUTTON).click();
        assertThat(inDialog("Cancel")).isFocused();
        accessible(page(), "the dialog");
        page().keyboard().press("Escape");
        assertThat(page().getByRole(AriaRole.DIALOG)).hasCount(0);
        rows.getByRole(AriaRole.BUTTON).click();
        assertThat(page().getByRole(AriaRole.DIALOG)).containsText("Everything can still be read meanwhile");
        page().screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve("stores-confirm.png")));
        inDialog("Mark dead").click();
        assertThat(rows).containsText("Dead");
        rows.getByRole(AriaRole.LINK).click();
        assertThat(page().getByText("Why it cannot be deleted: It is still reachable"))
                .isVisible();
        assertThat(button("Delete…")).isDisabled();
        button("Undead…").click();
        inDialog("Take it back").click();
        assertThat(page().locator("dl")).containsText("Connected");
    }

    @Test
    void objectsComeAndGoThroughTheConsole(@TempDir Path files) throws IOException {
        makeBucket("photos");
        byte[] large = new byte[20 << 20];
        new Random(7).nextBytes(large);
        Files.write(files.resolve("large.bin"), large);
        upload("hello <b>.txt", "text/plain", "hello there".getBytes(StandardCharsets.UTF_8));
        page().locator("#files").setInputFiles(files.resolve("large.bin"));
        uploaded("large.bin");
        page().getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("large.bin").setExact(true))
                .first()
                .click();
        assertThat(page().locator("dl").first()).containsText("20.0 MiB");
        assertThat(page().locator(".chunk")).hasCount(3);
        button("Verify now").click();
        assertThat(page().getByText("Whole: all")).isVisible();
        Download download = page().waitForDownload(() -> page().getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Download").setExact(true))
                .click());
        assertThat(Files.readAllBytes(download.path())).isEqualTo(large);
        page().goBack();
        page().getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("hello <b>.txt").setExact(true))
                .click();
        button("Show as text").click();
        assertThat(page().locator(".preview pre")).hasText("hello there");
        button("Share link…").click();
        button("Make a link").click();
        String link = page().locator("dialog pre").textContent();
        InetSocketAddress s3 = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), URI.create(link).getPort());
        assertThat(RawHttp.call(s3, "GET", link.substring(link.indexOf("/photos")))
                        .text())
                .isEqualTo("hello there");
        inDialog("Close").click();
        button("Delete…").click();
        inDialog("Delete").click();
        assertThat(heading("photos")).isVisible();
        assertThat(page().locator("tbody tr")).hasCount(1);
        page().getByLabel("Choose large.bin").check();
        button("Delete 1…").click();
        inDialog("Delete").click();
        assertThat(page().getByText("Nothing in photos.")).isVisible();
    }

    @Test
    void oldVersionsAreSeenAndRestored() {
        makeBucket("kept");
        page().navigate("/buckets/kept");
        button("Enable…").click();
        inDialog("Enable").click();
        assertThat(page().getByText("On: what is overwritten or deleted stays")).isVisible();
        page().navigate("/b/kept/");
        upload("note.txt", "text/plain", "first".getBytes(StandardCharsets.UTF_8));
        upload("note.txt", "text/plain", "second one".getBytes(StandardCharsets.UTF_8));
        assertThat(page().locator("tbody tr")).containsText("10 B");
        page().navigate("/o/kept/?key=note.txt");
        page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Restore "))
                .click();
        inDialog("Restore").click();
        assertThat(page().locator("dl").first()).containsText("5 B");
        page().navigate("/b/kept/?versions=1");
        assertThat(page().locator("tbody tr")).hasCount(3);
        page().navigate("/buckets");
        button("Delete kept").click();
        assertThat(inDialog("Delete")).isDisabled();
        page().getByLabel("Type kept to go on").fill("kept");
        inDialog("Delete").click();
        assertThat(page().getByRole(AriaRole.ALERT)).containsText("not empty");
        page().getByLabel("Empty it first").check();
        inDialog("Delete").click();
        assertThat(page().getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(button("Delete kept")).hasCount(0);
        wanted = new String[] {"409"};
    }

    @Test
    void whatOthersStoredIsShownAsTextOnly() {
        makeBucket("evil");
        String page = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">";
        upload("page.html", "text/html", page.getBytes(StandardCharsets.UTF_8));
        page().getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("page.html").setExact(true))
                .first()
                .click();
        button("Show as text").click();
        assertThat(page().locator(".preview pre")).hasText(page);
        assertThat(page().title()).isEqualTo("Object · Slime");
        page().navigate("/b/evil/");
        page().navigate("/buckets/evil?tab=policy");
        button("Fill in: anybody may read").click();
        button("Save").click();
        assertThat(button("Remove…")).isVisible();
        page().reload();
        assertThat(page().getByLabel("Policy (JSON)")).hasValue(Pattern.compile("PublicRead"));
        button("Remove…").click();
        inDialog("Remove").click();
        assertThat(page().getByText("There is none now.")).isVisible();
        wanted = new String[] {"404"};
    }

    @Test
    void aKeyIsMadeShownOnceDisabledAndDeleted() {
        page().navigate("/access");
        button("Create a user…").click();
        page().getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("ann");
        inDialog("Create").click();
        button("Create a key for ann").click();
        inDialog("Create").click();
        assertThat(heading("The new key")).isVisible();
        String made = page().locator("dialog pre").textContent();
        assertThat(made).matches("(?s)AWS_ACCESS_KEY_ID=AK[A-Z2-7]{18}\nAWS_SECRET_ACCESS_KEY=\\S{40}\n");
        String key = made.substring("AWS_ACCESS_KEY_ID=".length(), made.indexOf('\n'));
        inDialog("I have kept it").click();
        assertThat(page().content())
                .doesNotContain(made.substring(made.lastIndexOf('=') + 1).strip());
        button("Disable " + key).click();
        inDialog("Disable").click();
        assertThat(button("Enable " + key)).isVisible();
        button("Delete " + key).click();
        page().getByLabel("Type " + key + " to go on").fill(key);
        inDialog("Delete").click();
        assertThat(button("Delete " + key)).hasCount(0);
    }

    @Test
    void repairIsPausedAndRedundancyPlannedByKeyboard() {
        page().keyboard().press("g");
        page().keyboard().press("r");
        assertThat(heading("Repair & scrub")).isVisible();
        button("Pause…").focus();
        page().keyboard().press("Enter");
        assertThat(inDialog("Cancel")).isFocused();
        page().keyboard().press("Tab");
        assertThat(inDialog("Pause")).isFocused();
        page().keyboard().press("Enter");
        assertThat(button("Resume…").first()).isVisible();
        button("Resume…").first().click();
        inDialog("Resume").click();
        assertThat(button("Pause…")).isVisible();
        button("Look now").click();
        assertThat(page().getByText("None: everything can be read.")).isVisible();
        page().keyboard().press("?");
        assertThat(page().getByRole(AriaRole.DIALOG)).containsText("Repair & scrub");
        page().keyboard().press("Escape");
        page().keyboard().press("g");
        page().keyboard().press(",");
        page().getByLabel("of total").fill("4");
        button("Plan").click();
        assertThat(page().locator("main table")).containsText("2 of 4");
        page().getByLabel("Theme").selectOption("dark");
        page().reload();
        assertThat(page().locator("html")).hasAttribute("data-theme", "dark");
    }

    @Test
    void aSessionThatEndedLeadsBackToTheLogin() throws IOException {
        BrowserForTests other = new BrowserForTests(opened.orElseThrow().admin());
        other.login(GatewayForTests.KEY, GatewayForTests.SECRET);
        String sessions = other.get("/console/sessions").text();
        for (String id : sessions.split("\"id\":\"", -1)) {
            if (id.contains("\"own\":false")) {
                other.send("DELETE", "/console/sessions/" + id.substring(0, 16), "");
            }
        }
        // Not by a click: the page asks for news by itself, and may have gone to the login already.
        page().navigate(origin() + "/access");
        assertThat(page().getByLabel("Secret key")).isVisible();
        String link = opened.orElseThrow().gateway().loginLink().orElseThrow();
        page().navigate(link);
        assertThat(page().getByRole(AriaRole.NAVIGATION)).isVisible();
        button("Log out").click();
        assertThat(page().getByLabel("Secret key")).isVisible();
        page().navigate(link);
        assertThat(page().getByRole(AriaRole.ALERT)).containsText("the link was used already");
        accessible(page(), "login");
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
            {"safety", "m.whyNotDelete({state: 'DEAD', reachable: false, extents: 0})", ""},
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
            assertThat(page().evaluate(script)).as(String.valueOf(each[1])).isEqualTo(each[2]);
        }
    }
}
