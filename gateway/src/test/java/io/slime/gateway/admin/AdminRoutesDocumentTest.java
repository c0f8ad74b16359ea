package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slime.gateway.testing.GeneratedDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds docs/reference/admin-routes.md to docs/openapi.json, which {@code OpenApiIT} holds to the handlers. */
final class AdminRoutesDocumentTest {
    private static final String HEAD = """
            # Routes of the admin API

            Made from [openapi.json](../openapi.json), which a test holds to the handlers. [Admin API](../admin-api.md) says who may ask, how errors
            look, and what the answers hold.

            | route | query | fields of the body | answer |
            |---|---|---|---|
            """;

    private static String document(JsonNode paths) {
        StringBuilder text = new StringBuilder(HEAD);
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> route : path.getValue().properties()) {
                List<String> query = new ArrayList<>();
                for (JsonNode parameter : route.getValue().path("parameters")) {
                    if (parameter.path("in").asText().equals("query")) {
                        query.add("`" + parameter.path("name").asText() + "`");
                    }
                }
                List<String> body = new ArrayList<>();
                JsonNode content = route.getValue().path("requestBody").path("content");
                content.path("application/json")
                        .path("schema")
                        .path("properties")
                        .fieldNames()
                        .forEachRemaining(field -> body.add("`" + field + "`"));
                text.append("| `")
                        .append(route.getKey().toUpperCase(Locale.ROOT))
                        .append(' ')
                        .append(path.getKey());
                text.append("` | ").append(String.join(" ", query));
                text.append(" | ").append(String.join(" ", body));
                text.append(" | ").append(answer(route.getValue())).append(" |\n");
            }
        }
        return text.toString();
    }

    private static String answer(JsonNode route) {
        return GeneratedDocument.cell(route.path("summary").asText()).replaceAll("(\\{\".*})", "`$1`");
    }

    @Test
    void saysWhatTheFileForProgramsSays() throws IOException {
        JsonNode paths = new JsonMapper()
                .readTree(Path.of("..", "docs", "openapi.json").toFile())
                .path("paths");
        GeneratedDocument.hold("docs/reference/admin-routes.md", document(paths), AdminRoutesDocumentTest.class);
    }
}
