package io.slime.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slime.gateway.cli.client.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI file says what the handlers do: each of its routes is there, and each that is there is in it. */
final class OpenApiIT {
    private static final Path FILE = Path.of("..", "docs", "openapi.json");
    private static final Path SOURCES = Path.of("src/main/java/io/slime/gateway/admin");

    /** Whose answers are no document, or do not end. */
    private static final Set<String> ENDLESS = Set.of("/api/v1/meta/backup", "/api/v1/stream");

    @TempDir
    private Path directory = Path.of("");

    private static JsonNode paths() throws IOException {
        return new JsonMapper().readTree(FILE.toFile()).path("paths");
    }

    private static Set<String> routes() throws IOException {
        Set<String> routes = new TreeSet<>();
        paths().properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return routes;
    }

    @Test
    void eachRouteOfTheFileIsThere() throws IOException {
        try (AdminForTests admin = new AdminForTests(directory, Optional::empty)) {
            for (String route : routes()) {
                String method = route.substring(0, route.indexOf(' '));
                String path = route.substring(route.indexOf(' ') + 1);
                if (!path.startsWith("/api/v1") || ENDLESS.contains(path)) {
                    continue;
                }
                String answered = answer(
                        admin,
                        method,
                        path.substring("/api/v1".length())
                                .replace("{uuid}", "00000000-0000-4000-8000-000000000000")
                                .replaceAll("\\{\\w+}", "nothing"));
                assertThat(answered).as(route).doesNotContain("no such route").doesNotContain("this route takes");
            }
        }
    }

    /** What is wrong with the request, which lacks what it needs; empty if nothing is. */
    private static String answer(AdminForTests admin, String method, String route) {
        try {
            JsonNode body = admin.client().object();
            JsonNode ignored = switch (method) {
                case "GET" -> admin.client().get(route);
                case "PUT" -> admin.client().put(route, body);
                case "POST" -> admin.client().post(route, body);
                case "PATCH" -> admin.client().patch(route, body);
                case "DELETE" -> admin.client().delete(route);
                default -> throw new AssertionError(method);
            };
            return ignored == null ? "nothing" : "";
        } catch (CommandFailure failure) {
            return failure.error();
        }
    }

    /** Handlers switch over the method and the words of the path; each of these words is to be somewhere in the file. */
    @Test
    void eachRouteOfTheHandlersIsInTheFile() throws IOException {
        Set<String> known = routes().stream()
                .map(route -> route.replace("/api/v1/", "").replaceAll("\\{\\w+}", "*"))
                .map(route -> route.replaceFirst(" [a-z]+", ""))
                .map(route -> route.replaceFirst("(?<=[A-Z])/", " "))
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith("Routes.java"))
                    .toList()) {
                Pattern.compile("case \"((?:GET|PUT|POST|PATCH|DELETE)[^\"]*)\"")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(shape -> assertThat(known)
                                .as(file + " " + shape.group(1))
                                .contains(shape.group(1)));
            }
        }
    }
}
