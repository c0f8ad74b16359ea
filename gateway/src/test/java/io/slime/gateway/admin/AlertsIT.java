package io.slime.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slime.gateway.testing.RawHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and dashboard ask only for what is exported, and each alert is explained. */
final class AlertsIT {
    private static final Path CONF = Path.of("..", "conf");
    private static final Pattern NAME = Pattern.compile("\\bslime_[a-z_]+");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void everyNameThatIsAskedForIsExported() throws IOException {
        Set<String> exported;
        try (AdminForTests admin = new AdminForTests(directory, Optional::empty)) {
            admin.client().post("/buckets", admin.client().object().put("name", "photos"));
            admin.client()
                    .put(
                            "/buckets/photos/quota",
                            admin.client().object().put("bytes", 10).put("objects", 1));
            String text = RawHttp.call(admin.address(), "GET", "/metrics").text();
            assertThat(text)
                    .contains("slime_quota_bytes{name=\"photos\",of=\"bucket\"} 10.0")
                    .contains("slime_database_up 1.0")
                    .contains("operation=\"PUT-buckets\"");
            exported = NAME.matcher(text.replaceAll("(?m)^#.*$", ""))
                    .results()
                    .map(found -> found.group())
                    .collect(Collectors.toSet());
        }
        List<String> asked = expressions();
        assertThat(asked).hasSizeGreaterThan(25);
        for (String expression : asked) {
            Matcher names = NAME.matcher(expression);
            assertThat(names.find()).as(expression).isTrue();
            names.results().forEach(name -> assertThat(exported).as(expression).contains(name.group()));
            assertThat(exported)
                    .as(expression)
                    .contains(names.reset().results().findFirst().orElseThrow().group());
        }
    }

    @Test
    void everyAlertIsExplained() throws IOException {
        String explained = Files.readString(Path.of("..", "docs", "alerts.md"));
        Set<String> alerts = new TreeSet<>();
        Pattern.compile("alert: (\\w+)")
                .matcher(Files.readString(CONF.resolve("alerts.yml")))
                .results()
                .forEach(found -> alerts.add(found.group(1)));
        assertThat(alerts).hasSizeGreaterThan(10);
        assertThat(alerts).allSatisfy(alert -> assertThat(explained).contains("\n## " + alert + "\n"));
    }

    private static List<String> expressions() throws IOException {
        List<String> all = new ArrayList<>();
        Pattern.compile("expr: '(.*)'")
                .matcher(Files.readString(CONF.resolve("alerts.yml")))
                .results()
                .forEach(found -> all.add(found.group(1)));
        JsonNode dashboard =
                new JsonMapper().readTree(CONF.resolve("grafana-dashboard.json").toFile());
        dashboard.findValues("expr").forEach(expression -> all.add(expression.asText()));
        return all;
    }
}
