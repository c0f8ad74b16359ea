package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.testing.RawHttp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** CORS over a socket: the configuration, what browsers ask beforehand, and what answers say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CorsIT {
    private static final String ORIGIN = "access-control-allow-origin";
    private static final String VARY = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;

    @BeforeAll
    void fill() {
        root.put("/shared", "");
        root.put("/shared/k", "x");
        assertThat(root.put(
                                "/shared?cors",
                                configuration(
                                        rule(
                                                "GET PUT",
                                                "https://*.example.com",
                                                "x-amz-* Content-Type",
                                                "ETag x-b",
                                                "300"),
                                        rule("GET", "start*end", "", "", ""),
                                        rule("HEAD DELETE", "*", "*", "", "0")))
                        .outcome())
                .isEqualTo("200");
    }

    @AfterAll
    void close() {
        s3.close();
    }

    private static String configuration(String... rules) {
        return "<CORSConfiguration>" + String.join("", rules) + "</CORSConfiguration>";
    }

    private static String rule(String methods, String origins, String headers, String exposed, String maxAge) {
        return "<CORSRule>" + elements("AllowedMethod", methods) + elements("AllowedOrigin", origins)
                + elements("AllowedHeader", headers) + elements("ExposeHeader", exposed)
                + elements("MaxAgeSeconds", maxAge) + "</CORSRule>";
    }

    private static String elements(String name, String values) {
        return Arrays.stream(values.split(" ", -1))
                .filter(value -> !value.isEmpty())
                .map(value -> "<" + name + ">" + value + "</" + name + ">")
                .collect(Collectors.joining());
    }

    private RawHttp.Reply preflight(String target, String origin, String method, String headers) {
        List<String> sent = new ArrayList<>();
        add(sent, "Origin", origin);
        add(sent, "Access-Control-Request-Method", method);
        add(sent, "Access-Control-Request-Headers", headers);
        try {
            return RawHttp.call(s3.address(), "OPTIONS", target, sent.toArray(String[]::new));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void add(List<String> headers, String name, String value) {
        if (!value.isEmpty()) {
            headers.add(name + ": " + value);
        }
    }

    @Test
    void isKeptShownAndTakenAway() {
        root.put("/kept", "");
        assertThat(root.get("/kept?cors").outcome()).isEqualTo("404 NoSuchCORSConfiguration");
        String rule = rule("GET", "http://a", "h", "E", "9").replace("<CORSRule>", "<CORSRule><ID>one &amp; only</ID>");
        assertThat(root.put("/kept?cors", configuration(rule)).outcome()).isEqualTo("200");
        assertThat(root.get("/kept?cors").text()).contains(rule);
        assertThat(root.get("/kept?cors").header("content-type")).isEqualTo("application/xml");
        assertThat(root.put("/kept?cors", "<CORSConfiguration/>").outcome()).isEqualTo("400 MalformedXML");
        assertThat(root.get("/kept?cors").text()).contains(rule);
        assertThat(root.delete("/kept?cors").outcome()).isEqualTo("204");
        assertThat(root.delete("/kept?cors").outcome()).isEqualTo("204");
        assertThat(root.get("/kept?cors").outcome()).isEqualTo("404 NoSuchCORSConfiguration");
        assertThat(root.put("/nobucket?cors", configuration(rule)).outcome()).isEqualTo("404 NoSuchBucket");
        root.put("/kept?cors", configuration(rule));
        root.delete("/kept");
        root.put("/kept", "");
        assertThat(root.get("/kept?cors").outcome()).isEqualTo("404 NoSuchCORSConfiguration");
    }

    @Test
    void isRefusedWhereItIsWrong() {
        root.put("/wrong", "");
        for (String rule : List.of(
                rule("", "*", "", "", ""),
                rule("GET", "", "", "", ""),
                rule("GET", "*", "", "", "soon"),
                rule("GET", "*", "", "", "1 2"),
                rule("GET", "*", "", "", "").replace("AllowedOrigin", "AllowedOrigins"))) {
            assertThat(root.put("/wrong?cors", configuration(rule)).outcome()).isEqualTo("400 MalformedXML");
        }
        for (String rule : List.of(
                rule("PATCH", "*", "", "", ""),
                rule("get", "*", "", "", ""),
                rule("GET", "http://*.*", "", "", ""),
                rule("GET", "*", "*a*", "", ""),
                rule("GET", "*", "", "x-*", ""))) {
            assertThat(root.put("/wrong?cors", configuration(rule)).outcome()).isEqualTo("400 InvalidRequest");
        }
        String[] many = IntStream.range(0, 100)
                .mapToObj(i -> rule("GET", "http://" + i, "", "", ""))
                .toArray(String[]::new);
        assertThat(root.put("/wrong?cors", configuration(many)).outcome()).isEqualTo("200");
        assertThat(root.put("/wrong?cors", configuration(String.join("", many), rule("GET", "*", "", "", "")))
                        .outcome())
                .isEqualTo("400 InvalidRequest");
        assertThat(root.put("/wrong?cors", "<CORSConfiguration>" + " ".repeat(65_536) + "</CORSConfiguration>")
                        .outcome())
                .isEqualTo("400 MaxMessageLengthExceeded");
        assertThat(root.get("/wrong?cors").text()).contains("http://99");
    }

    @Test
    void answersWhatBrowsersAskBeforehand() {
        RawHttp.Reply reply = preflight(
                "/shared/k?partNumber=1&uploadId=2", "https://a.example.com", "PUT", "x-amz-date, content-type");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header(ORIGIN)).isEqualTo("https://a.example.com");
        assertThat(reply.header("access-control-allow-methods")).isEqualTo("GET, PUT");
        assertThat(reply.header("access-control-allow-headers")).isEqualTo("x-amz-date, content-type");
        assertThat(reply.header("access-control-expose-headers")).isEqualTo("ETag, x-b");
        assertThat(reply.header("access-control-max-age")).isEqualTo("300");
        assertThat(reply.header("vary")).isEqualTo(VARY);
        assertThat(reply.header("access-control-allow-credentials")).isEmpty();
        RawHttp.Reply any = preflight("/shared", "https://b.org", "DELETE", "X-Any");
        assertThat(any.status()).isEqualTo(200);
        assertThat(any.header(ORIGIN)).isEqualTo("*");
        assertThat(any.header("access-control-max-age")).isEqualTo("0");
        assertThat(preflight("/shared/none", "startend", "GET", "").status()).isEqualTo(200);
        assertThat(preflight("/shared/none", "start1end", "GET", "").status()).isEqualTo(200);
    }

    @Test
    void refusesBeforehandWhatNoRuleAllows() {
        for (RawHttp.Reply reply : List.of(
                preflight("/shared/k", "https://a.example.com", "POST", ""),
                preflight("/shared/k", "https://a.example.com", "PUT", "x-amz-date,other"),
                preflight("/shared/k", "http://a.example.com", "PUT", ""),
                preflight("/shared/k", "https://a.example.com.evil.org", "PUT", ""),
                preflight("/shared/k", "0startend", "GET", ""),
                preflight("/shared/k", "staend", "GET", ""),
                preflight("/shared/k", "https://b.org", "DELETE", "a,".repeat(257)),
                preflight("/unshared/k", "https://b.org", "DELETE", ""))) {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.text()).contains("<Code>AccessForbidden</Code>");
            assertThat(reply.header(ORIGIN)).isEmpty();
        }
        assertThat(preflight("/shared/k", "", "GET", "").status()).isEqualTo(400);
        assertThat(preflight("/shared/k", "https://a.example.com", "", "").status())
                .isEqualTo(400);
        root.put("/silent", "");
        assertThat(preflight("/silent", "https://a", "GET", "").text()).contains("CORS is not enabled");
    }

    @Test
    void isSaidInEveryAnswerBeItAnError() {
        String[] page = {"Origin", "https://a.example.com"};
        assertThat(root.get("/shared/k", page).header(ORIGIN)).isEqualTo("https://a.example.com");
        S3Client.Reply put = root.put("/shared/new", "x", page);
        assertThat(put.header(ORIGIN)).isEqualTo("https://a.example.com");
        assertThat(put.header("access-control-expose-headers")).isEqualTo("ETag, x-b");
        assertThat(put.header("vary")).isEqualTo(VARY);
        S3Client.Reply missing = root.get("/shared/none", page);
        assertThat(missing.outcome()).isEqualTo("404 NoSuchKey");
        assertThat(missing.header(ORIGIN)).isEqualTo("https://a.example.com");
        S3Client.Reply stranger = root.anonymous("GET", "/shared/k", page);
        assertThat(stranger.outcome()).isEqualTo("403 AccessDenied");
        assertThat(stranger.header(ORIGIN)).isEqualTo("https://a.example.com");
        S3Client.Reply unsigned =
                root.anonymous("GET", "/shared/k", "Origin", "https://a.example.com", "Authorization", "x");
        assertThat(unsigned.status()).isEqualTo(400);
        assertThat(unsigned.header(ORIGIN)).isEqualTo("https://a.example.com");
        S3Client.Reply same = root.get(
                "/shared/k",
                "Origin",
                "startend",
                "If-None-Match",
                root.get("/shared/k").header("etag"));
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header(ORIGIN)).isEqualTo("startend");
        assertThat(root.head("/shared/k", "Origin", "any").header(ORIGIN)).isEqualTo("*");
    }

    @Test
    void isNotSaidToOthers() {
        S3Client.Reply other = root.get("/shared/k", "Origin", "https://other.org");
        assertThat(other.outcome()).isEqualTo("200");
        assertThat(other.header(ORIGIN)).isEmpty();
        assertThat(other.header("vary")).isEqualTo(VARY);
        assertThat(root.get("/shared/k").header("vary")).isEmpty();
        assertThat(root.get("/shared/k", "Origin", "any", "Access-Control-Request-Method", "HEAD")
                        .header(ORIGIN))
                .isEqualTo("*");
    }
}
