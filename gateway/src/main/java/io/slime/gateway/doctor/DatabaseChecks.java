package io.slime.gateway.doctor;

import io.slime.metadata.Metadata;
import io.slime.metadata.transaction.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with the database: whether it keeps what it says it does, and whether its clock is right. */
final class DatabaseChecks {
    private static final Duration SKEW = Duration.ofSeconds(2);
    private static final Duration GREAT_SKEW = Duration.ofMinutes(1);

    private final Metadata metadata;
    private final InstantSource clock;
    private final List<Finding> findings = new ArrayList<>();

    DatabaseChecks(Metadata metadata, InstantSource clock) {
        this.metadata = metadata;
        this.clock = clock;
    }

    List<Finding> run() {
        durability(settings());
        isolation();
        skew();
        return findings;
    }

    /** Those that the server has; a database of PostgreSQL's protocol may lack some. */
    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        metadata.transactions()
                .statement(connection -> Sql.list(
                        connection,
                        "SELECT name, setting FROM pg_catalog.pg_settings "
                                + "WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')",
                        row -> settings.put(row.getString("name"), row.getString("setting"))));
        return settings;
    }

    private void durability(Map<String, String> settings) {
        int before = findings.size();
        for (String name : List.of("fsync", "full_page_writes", "synchronous_commit")) {
            if (settings.getOrDefault(name, "on").equals("off")) {
                findings.add(Finding.fail(
                        "database",
                        name + " is off: a power cut loses acknowledged writes, or the whole database",
                        "set " + name + " = on in postgresql.conf"));
            }
        }
        if (findings.size() == before) {
            findings.add(Finding.ok("database", "keeps what it commits"));
        }
    }

    /** A pooler between may not keep what sessions set. */
    private void isolation() {
        String level = metadata.transactions()
                .look(connection -> Sql.only(
                        connection, "SELECT current_setting('transaction_isolation')", row -> row.getString(1)));
        findings.add(
                level.equals("serializable")
                        ? Finding.ok("isolation", level)
                        : Finding.fail(
                                "isolation",
                                "transactions that decide run at " + level,
                                "connect to the database itself, or let the pooler pool by session"));
    }

    private void skew() {
        Instant before = clock.instant();
        Instant there = metadata.transactions()
                .statement(connection ->
                        Sql.only(connection, "SELECT clock_timestamp() AS now", row -> Sql.instant(row, "now")));
        Instant after = clock.instant();
        findings.add(judged(
                "database clock",
                Duration.between(before.plus(Duration.between(before, after).dividedBy(2)), there)));
    }

    /** What is to be said of a clock that differs so from this gateway's. */
    static Finding judged(String whose, Duration ahead) {
        Duration off = ahead.abs();
        String found = off.toMillis() + " ms " + (ahead.isNegative() ? "behind" : "ahead of") + " this gateway";
        if (off.compareTo(SKEW) < 0) {
            return Finding.ok(whose, found);
        }
        String next = "run an NTP client on every machine: timedatectl set-ntp true";
        return off.compareTo(GREAT_SKEW) < 0 ? Finding.warn(whose, found, next) : Finding.fail(whose, found, next);
    }
}
