package io.slime.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.testing.GeneratedDocument;
import io.slime.gateway.testing.RawHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/reference/metrics.md to what {@code GET /metrics} answers. */
final class MetricsDocumentIT {
    private static final String HEAD = """
            # Metrics

            Made from what `GET /metrics` of the admin listener answers; a test holds it true. On a loopback listener anyone on the machine may
            ask, elsewhere who shows the token of `[admin] metrics-token-file`. [Alerts](../alerts.md) has rules and a dashboard that use them.

            Each gateway exports all of it: what is the cluster's (stores, extents, tasks, quotas) every gateway says alike, what is the gateway's
            (requests, sessions, `jvm_…`, `process_…`, `system_…`) each says of itself. A histogram has `…_bucket` with the label `le`, `…_count` and
            `…_sum`; `…_max` is the longest of the last minutes. What cannot be asked at present is `NaN` or left out.

            | metric | kind | labels | means |
            |---|---|---|---|
            """;

    @TempDir
    private Path directory = Path.of("");

    /** One family of the text format. */
    private static final class Family {
        private final Set<String> labels = new TreeSet<>();
        private String kind = "";
        private String help = "";
    }

    private String scrape() throws IOException {
        try (AdminForTests admin = new AdminForTests(directory, Optional::empty)) {
            admin.client().post("/buckets", admin.client().object().put("name", "photos"));
            admin.client()
                    .put(
                            "/buckets/photos/quota",
                            admin.client().object().put("bytes", 10).put("objects", 1));
            admin.client().post("/repair/pause", admin.client().object());
            return RawHttp.call(admin.address(), "GET", "/metrics").text();
        }
    }

    private static Map<String, Family> families(String text) {
        Map<String, Family> families = new TreeMap<>();
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                families.computeIfAbsent(words[2], name -> new Family()).help = words[3];
            } else if (line.startsWith("# TYPE ")) {
                families.computeIfAbsent(words[2], name -> new Family()).kind = words[3];
            } else {
                String series = line.split("[{ ]", 2)[0];
                Family family = Optional.ofNullable(families.get(series))
                        .orElseGet(() -> families.get(series.replaceFirst("_(bucket|count|sum|max)$", "")));
                assertThat(family).as(line).isNotNull();
                Pattern.compile("[{,]([a-z_]+)=\"")
                        .matcher(line)
                        .results()
                        .map(label -> label.group(1))
                        .filter(label -> !label.equals("le"))
                        .forEach(family.labels::add);
            }
        }
        return families;
    }

    @Test
    void saysWhatIsExported() throws IOException {
        Map<String, Family> families = families(scrape());
        assertThat(families)
                .containsKeys("slime_requests_seconds", "slime_task_running", "slime_quota_bytes", "slime_store_up");
        StringBuilder text = new StringBuilder(HEAD);
        families.forEach((name, family) -> {
            assertThat(family.help).as(name + " says what it is").isNotBlank();
            text.append("| `").append(name).append("` | ").append(family.kind).append(" | ");
            text.append(family.labels.stream().map(label -> "`" + label + "`").collect(Collectors.joining(" ")));
            text.append(" | ").append(GeneratedDocument.cell(family.help)).append(" |\n");
        });
        GeneratedDocument.hold("docs/reference/metrics.md", text.toString(), MetricsDocumentIT.class);
    }
}
