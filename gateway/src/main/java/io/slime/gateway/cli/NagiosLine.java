package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The status as a Nagios plugin says it: a word, a sentence, figures; with the exit code of a plugin. */
final class NagiosLine {
    private NagiosLine() {}

    /** 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN. */
    static int exit(JsonNode status) {
        return switch (status.path("state").asText()) {
            case "ok" -> 0;
            case "degraded" -> 1;
            case "unreadable", "lost" -> 2;
            default -> 3;
        };
    }

    static String of(JsonNode status) {
        String word = new String[] {"OK", "WARNING", "CRITICAL", "UNKNOWN"}[exit(status)];
        JsonNode problem = status.path("problems").path(0).path("reason");
        String said =
                problem.isTextual() ? problem.asText() : status.path("safety").asText();
        int reachable = 0;
        for (JsonNode store : status.path("stores")) {
            reachable += store.path("reachable").asBoolean() ? 1 : 0;
        }
        JsonNode capacity = status.path("capacity");
        return String.format(
                Locale.ROOT,
                "SLIME %s - %s | stores=%d;;;0;%d used=%dB;;;0;%d usable_free=%dB",
                word,
                said.replace('|', '/'),
                reachable,
                status.path("stores").size(),
                capacity.path("used").asLong(),
                capacity.path("capacity").asLong(),
                capacity.path("usable_free").asLong());
    }
}
