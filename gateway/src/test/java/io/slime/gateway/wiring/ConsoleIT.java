package io.slime.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.testing.RawHttp;
import io.slime.metadata.MetadataUrl;
import io.slime.metadata.testing.PostgresForTests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console over sockets, as browsers and pages of others use it. */
final class ConsoleIT {
    @TempDir
    private Path directory = Path.of("");

    private final MetadataUrl database = PostgresForTests.freshDatabase();
    private Optional<GatewayForTests> opened = Optional.empty();
    private Optional<BrowserForTests> browser = Optional.empty();

    @BeforeEach
    void open() throws IOException, InterruptedException {
        opened = Optional.of(GatewayForTests.open(directory, database, 3));
        browser = Optional.of(new BrowserForTests(gateway().admin()));
    }

    @AfterEach
    void close() {
        gateway().close();
    }

    private GatewayForTests gateway() {
        return opened.orElseThrow();
    }

    private BrowserForTests browser() {
        return browser.orElseThrow();
    }

    private BrowserForTests root() throws IOException {
        assertThat(browser().login(GatewayForTests.KEY, GatewayForTests.SECRET).status())
                .isEqualTo(204);
        return browser();
    }

    @Test
    void everyPageIsTheSameShellUnderAStrictPolicy() throws IOException {
        RawHttp.Reply shell = browser().raw("GET", "/", "");
        assertThat(shell.status()).isEqualTo(200);
        assertThat(shell.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(shell.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .contains("require-trusted-types-for 'script'", "trusted-types 'none'")
                .doesNotContain("unsafe", "*");
        assertThat(shell.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(shell.text()).doesNotContain("<script>", "http://", "https://");
        for (String page : new String[] {"/login", "/stores", "/stores/some-id", "/b/photos/?prefix=a", "/settings"}) {
            assertThat(browser().raw("GET", page, "").text()).as(page).isEqualTo(shell.text());
        }
        assertThat(browser().raw("GET", "/nothing-of-the-kind", "").status()).isEqualTo(404);
        assertThat(browser().raw("POST", "/stores", "").status()).isEqualTo(405);
    }

    @Test
    void filesHaveTagsAndTypesAndNothingElseIsServed() throws IOException {
        RawHttp.Reply script = browser().raw("GET", "/assets/app.js", "");
        assertThat(script.status()).isEqualTo(200);
        assertThat(script.header("Content-Type")).startsWith("text/javascript");
        assertThat(script.header("X-Content-Type-Options")).isEqualTo("nosniff");
        String tag = script.header("ETag");
        assertThat(browser()
                        .raw("GET", "/assets/app.js", "", "If-None-Match: " + tag)
                        .status())
                .isEqualTo(304);
        assertThat(browser().raw("GET", "/assets/lib/hooks.js", "").text())
                .contains("from\"./preact.js\"")
                .doesNotContain("sourceMappingURL", "from\"preact\"");
        for (String name : new String[] {
            "nothing.js", "../logback.xml", "%2e%2e/logback.xml", "lib/../app.js", "css/", "", "app.js/", "pages"
        }) {
            assertThat(browser().raw("GET", "/assets/" + name, "").status())
                    .as(name)
                    .isEqualTo(404);
        }
    }

    @Test
    void whoLogsInHasTheAdminApiAsTheSignedKeyHas() throws IOException {
        assertThat(browser().get("/api/v1/status").status()).isEqualTo(401);
        assertThat(browser().get("/console/session").text()).contains("\"user\":null");
        RawHttp.Reply entered = browser().login(GatewayForTests.KEY, GatewayForTests.SECRET);
        assertThat(entered.status()).isEqualTo(204);
        assertThat(entered.header("Set-Cookie"))
                .matches("slime_session=[0-9a-f]{64}; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200");
        assertThat(browser().get("/api/v1/status").text()).contains("\"schema\":\"slime.status/1\"");
        assertThat(browser().get("/console/session").text())
                .contains("\"user\":\"root\"", "\"admin\":true")
                .doesNotContain(GatewayForTests.SECRET, browser().cookie().substring(14));
        assertThat(browser().send("POST", "/api/v1/users", "{\"name\":\"ann\"}").status())
                .isEqualTo(200);
        assertThat(browser().send("POST", "/api/v1/users", "{\"nom\":\"ann\"}").status())
                .isEqualTo(400);
        assertThat(browser().get("/healthz").status()).isEqualTo(200);
    }

    @Test
    void whoIsNoAdministratorIsRefusedTheAdminApiButNotTheirOwnObjects() throws IOException {
        root().send("POST", "/api/v1/users", "{\"name\":\"ann\"}");
        browser().send("POST", "/api/v1/users/ann/keys", "{\"access_key\":\"ANNKEY\",\"secret_key\":\"ann-secret\"}");
        assertThat(browser().send("PUT", "/console/s3/roots", "").status()).isEqualTo(200);
        BrowserForTests ann = new BrowserForTests(gateway().admin());
        assertThat(ann.login("ANNKEY", "ann-secret").status()).isEqualTo(204);
        assertThat(ann.get("/console/session").text()).contains("\"user\":\"ann\"", "\"admin\":false");
        assertThat(ann.get("/api/v1/status").status()).isEqualTo(403);
        assertThat(ann.send("PUT", "/console/s3/anns", "").status()).isEqualTo(200);
        assertThat(ann.get("/console/s3/anns?list-type=2").status()).isEqualTo(200);
        assertThat(ann.get("/console/s3/roots?list-type=2").status()).isEqualTo(403);
        assertThat(ann.get("/console/s3/").text()).contains("<Name>anns</Name>").doesNotContain("roots");
        assertThat(ann.get("/console/sessions").text()).doesNotContain("\"user\":\"root\"");
    }

    @Test
    void aWrongSecretIsRefusedAndManyAreStopped() throws IOException {
        RawHttp.Reply wrong = browser().login(GatewayForTests.KEY, "another");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.header("Set-Cookie")).isEmpty();
        RawHttp.Reply unknown = browser().login("NOKEY", "another");
        assertThat(unknown.text().replaceAll("request_id.*", ""))
                .isEqualTo(wrong.text().replaceAll("request_id.*", ""));
        for (int i = 0; i < 8; i++) {
            assertThat(browser().login(GatewayForTests.KEY, "another").status()).isEqualTo(401);
        }
        assertThat(browser().login(GatewayForTests.KEY, GatewayForTests.SECRET).status())
                .isEqualTo(429);
    }

    @Test
    void pagesOfOthersCannotUseASession() throws IOException {
        BrowserForTests root = root();
        String own = "Origin: " + root.origin();
        String[][] foreign = {
            {own, "Sec-Fetch-Site: same-site", "X-Slime-Csrf: 1"},
            {own, "Sec-Fetch-Site: cross-site", "X-Slime-Csrf: 1"},
            {own, "Sec-Fetch-Site: none", "X-Slime-Csrf: 1"},
            {own, "Sec-Fetch-Site: same-origin"},
            {own},
            {"X-Slime-Csrf: 1"},
            {"Origin: null", "X-Slime-Csrf: 1"},
            {"Origin: http://127.0.0.1:1", "X-Slime-Csrf: 1"},
            {"Origin: http://evil.example", "Sec-Fetch-Site: same-origin", "X-Slime-Csrf: 1"},
        };
        for (String[] headers : foreign) {
            assertThat(root.raw("POST", "/api/v1/users", "{\"name\":\"eve\"}", headers)
                            .status())
                    .as(String.join(", ", headers))
                    .isEqualTo(403);
            assertThat(root.raw("PUT", "/console/s3/evil", "", headers).status())
                    .isEqualTo(403);
            assertThat(root.raw("POST", "/console/login", "{}", headers).status())
                    .isEqualTo(403);
        }
        assertThat(root.raw("GET", "/api/v1/status", "", "Sec-Fetch-Site: same-site")
                        .status())
                .isEqualTo(403);
        assertThat(root.raw("GET", "/console/s3/", "", "Origin: http://127.0.0.1:1")
                        .status())
                .isEqualTo(403);
        assertThat(root.raw("OPTIONS", "/console/s3/b", "", own).status()).isEqualTo(403);
        assertThat(root.get("/api/v1/users").text()).doesNotContain("eve");
        assertThat(root.raw("POST", "/api/v1/users", "{\"name\":\"bob\"}", own, "X-Slime-Csrf: 1")
                        .status())
                .as("browsers leave Sec-Fetch-Site out on plain HTTP")
                .isEqualTo(200);
    }

    @Test
    void aSecondCookieThatAnotherPageSetIsNoSession() throws IOException {
        BrowserForTests root = root();
        String two = "Cookie: slime_session=" + "0".repeat(64);
        assertThat(root.raw("GET", "/api/v1/status", "", two).status()).isEqualTo(401);
        assertThat(root.raw("GET", "/console/session", "", two).text()).contains("\"user\":null");
        assertThat(root.get("/api/v1/status").status()).isEqualTo(200);
    }

    @Test
    void logoutAndRevocationEndSessionsOnEveryGateway() throws IOException, InterruptedException {
        BrowserForTests root = root();
        try (GatewayForTests second = GatewayForTests.open(directory, database, 0)) {
            assertThat(root.at(second.admin()).get("/console/session").text()).contains("\"user\":\"root\"");
            BrowserForTests other = new BrowserForTests(second.admin());
            other.login(GatewayForTests.KEY, GatewayForTests.SECRET);
            String sessions = root.get("/console/sessions").text();
            assertThat(sessions).contains("\"own\":true", "\"own\":false");
            String id = sessions.replaceAll("(?s).*\"id\":\"([0-9a-f]{16})\"[^}]*\"own\":false.*", "$1");
            assertThat(root.send("DELETE", "/console/sessions/" + id, "").status())
                    .isEqualTo(204);
            assertThat(other.get("/api/v1/status").status()).isEqualTo(401);
            assertThat(root.send("POST", "/console/logout", "").header("Set-Cookie"))
                    .startsWith("slime_session=;")
                    .contains("Max-Age=0");
            assertThat(root.at(second.admin()).get("/api/v1/status").status()).isEqualTo(401);
        }
    }

    @Test
    void aLinkLogsInOnce() throws IOException {
        String link = gateway().gateway().loginLink().orElseThrow();
        assertThat(link).startsWith(browser().origin() + "/login#t=");
        String body = "{\"token\":\"" + link.substring(link.indexOf("#t=") + 3) + "\"}";
        assertThat(browser()
                        .keep(browser().send("POST", "/console/login/link", body))
                        .status())
                .isEqualTo(204);
        assertThat(browser().get("/api/v1/status").status()).isEqualTo(200);
        assertThat(browser().send("POST", "/console/login/link", body).status()).isEqualTo(401);
    }

    @Test
    void whatOthersStoredDoesNoHarmHere() throws IOException {
        BrowserForTests root = root();
        root.send("PUT", "/console/s3/box", "");
        String page = "<script>alert(1)</script>";
        for (String type :
                new String[] {"text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "image/png"}) {
            root.raw(
                    "PUT",
                    "/console/s3/box/object",
                    page,
                    "Origin: " + root.origin(),
                    "X-Slime-Csrf: 1",
                    "Content-Type: " + type,
                    "Content-Disposition: inline");
            RawHttp.Reply reply = root.raw("GET", "/console/s3/box/object", "", "Sec-Fetch-Site: none");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEqualTo(page);
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
            assertThat(reply.header("Content-Disposition"))
                    .isEqualTo(type.equals("image/png") ? "inline" : "attachment");
        }
        String forced = "/console/s3/box/object?response-content-type=text/html&response-content-disposition=inline";
        assertThat(root.raw("GET", forced, "", "Sec-Fetch-Site: none").header("Content-Disposition"))
                .isEqualTo("attachment");
        RawHttp.Reply missing = root.get("/console/s3/box/missing");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("Content-Security-Policy")).startsWith("sandbox");
        assertThat(new BrowserForTests(gateway().admin())
                        .get("/console/s3/box/object")
                        .status())
                .as("nobody is logged in")
                .isEqualTo(401);
    }

    @Test
    void aBucketsCorsOpensNothingHere() throws IOException {
        BrowserForTests root = root();
        root.send("PUT", "/console/s3/open", "");
        String rules = "<CORSConfiguration><CORSRule><AllowedOrigin>" + root.origin()
                + "</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>";
        assertThat(root.raw(
                                "PUT",
                                "/console/s3/open?cors",
                                rules,
                                "Origin: " + root.origin(),
                                "X-Slime-Csrf: 1",
                                "Content-MD5: " + md5(rules))
                        .status())
                .isEqualTo(200);
        RawHttp.Reply reply = root.raw("GET", "/console/s3/open", "", "Origin: " + root.origin());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.head()).doesNotContainIgnoringCase("access-control-allow", "access-control-expose");
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aShareLinkReadsOneObjectForAWhile() throws IOException {
        BrowserForTests root = root();
        root.send("PUT", "/console/s3/box", "");
        root.send("PUT", "/console/s3/box/a%20b/%2B.txt", "shared");
        String body = "{\"bucket\":\"box\",\"key\":\"a b/+.txt\",\"seconds\":60}";
        String answer = root.send("POST", "/console/share", body).text();
        assertThat(answer)
                .contains("\"schema\":\"slime.share/1\"", "\"expires\"")
                .doesNotContain(GatewayForTests.SECRET);
        String url = answer.replaceAll("(?s).*\"url\":\"([^\"]*)\".*", "$1");
        int port = gateway().gateway().s3().orElseThrow().port();
        assertThat(url).startsWith("http://127.0.0.1:" + port + "/box/a%20b/%2B.txt?");
        RawHttp.Reply shared = RawHttp.call(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                "GET",
                url.substring(url.indexOf("/box")));
        assertThat(shared.text()).isEqualTo("shared");
        assertThat(root.send("POST", "/console/share", body.replace("60", "604801"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aDisabledKeyEndsItsSessions() throws IOException {
        root().send("POST", "/api/v1/users", "{\"name\":\"ann\",\"admin\":true}");
        browser().send("POST", "/api/v1/users/ann/keys", "{\"access_key\":\"ANNKEY\",\"secret_key\":\"ann-secret\"}");
        BrowserForTests ann = new BrowserForTests(gateway().admin());
        ann.login("ANNKEY", "ann-secret");
        assertThat(ann.get("/api/v1/status").status()).isEqualTo(200);
        browser()
                .raw(
                        "PATCH",
                        "/api/v1/keys/ANNKEY",
                        "{\"enabled\":false}",
                        "Origin: " + browser().origin(),
                        "X-Slime-Csrf: 1");
        assertThat(ann.get("/api/v1/status").status()).isEqualTo(401);
        assertThat(ann.login("ANNKEY", "ann-secret").status()).isEqualTo(401);
    }
}
