package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.AdminClient;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slime fsck}: the metadata against the chunks, online. */
@Command(
        name = "fsck",
        description = {
            "Check the metadata against the chunks while everything goes on. Changes nothing without --repair.",
            "Exit 0: clean, 3: problems, 4: data that cannot be read."
        })
final class FsckCommand implements Callable<Integer> {
    private static final int MOST_RESUMES = 10;

    @Mixin
    private final Remote remote;

    @Option(names = "--bucket", paramLabel = "BUCKET", description = "only this bucket; no orphans, no counters then")
    private @Nullable String bucket;

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "only keys that begin so; without --bucket, paths")
    private @Nullable String prefix;

    @Option(names = "--deep", description = "read every chunk, and hold it against the checksum of its extent")
    private boolean deep;

    @Option(
            names = "--repair",
            description = "queue bad chunks for repair, delete orphans, correct counters, reclaim what nothing uses")
    private boolean repair;

    @Option(names = "--after", paramLabel = "CURSOR", description = "go on where an earlier check broke off")
    private @Nullable String after;

    FsckCommand(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        Progress progress = new Progress(session, Optional.ofNullable(after));
        for (int resumes = 0; ; resumes++) {
            long before = progress.seen;
            try {
                session.client().lines(repair ? "POST" : "GET", route(progress.cursor), progress::take);
                return progress.exit();
            } catch (CommandFailure e) {
                boolean moved = progress.seen > before;
                if (e.exit() != Exit.NO_ANSWER || !moved || resumes >= MOST_RESUMES) {
                    throw progress.cursor
                            .map(cursor -> new CommandFailure(
                                    e.exit(),
                                    e.error(),
                                    "slime fsck" + options() + " --after " + cursor + " goes on from here"))
                            .orElse(e);
                }
                session.done("the check broke off and is taken up again: " + e.error());
            }
        }
    }

    private String options() {
        return (bucket == null ? "" : " --bucket " + bucket)
                + (prefix == null ? "" : " --prefix '" + prefix + "'")
                + (deep ? " --deep" : "")
                + (repair ? " --repair" : "");
    }

    private String route(Optional<String> cursor) {
        StringBuilder route = new StringBuilder("/fsck?deep=").append(deep);
        if (bucket != null || prefix != null) {
            String path = (bucket == null ? "" : bucket + "/") + (prefix == null ? "" : prefix);
            route.append("&prefix=").append(AdminClient.segment(path));
        }
        cursor.ifPresent(text -> route.append("&after=").append(AdminClient.segment(text)));
        return route.toString();
    }

    /** What has come so far, over all connections. */
    private static final class Progress {
        private final Session session;
        private Optional<String> cursor;
        private long seen;
        private long problems;
        private boolean unreadable;

        Progress(Session session, Optional<String> cursor) {
            this.session = session;
            this.cursor = cursor;
        }

        void take(JsonNode line) {
            seen++;
            switch (line.path("type").asText()) {
                case "progress" -> cursor = Optional.of(line.path("cursor").asText());
                case "finding" -> {
                    String kind = line.path("kind").asText();
                    problems++;
                    unreadable |= kind.equals("unreadable") || kind.equals("lost");
                    session.terminal().out().println(session.people() ? text(line) : line.toString());
                }
                default -> {
                    if (!session.people()) {
                        session.terminal().out().println(line);
                    }
                    session.terminal().out().flush();
                    session.done(end(line));
                }
            }
        }

        int exit() {
            return unreadable ? Exit.LOST : problems > 0 ? Exit.DEGRADED : Exit.OK;
        }

        private String end(JsonNode line) {
            String unknown = line.path("unknown").asLong() == 0
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            " Nothing is known of %,d chunks, whose stores do not answer.",
                            line.path("unknown").asLong());
            return String.format(
                            Locale.ROOT,
                            "%,d extents with %,d chunks checked: ",
                            line.path("extents").asLong(),
                            line.path("chunks").asLong())
                    + (problems == 0 ? "clean." : String.format(Locale.ROOT, "%,d problems.", problems))
                    + unknown;
        }

        private static String text(JsonNode line) {
            StringBuilder text =
                    new StringBuilder(String.format("%-12s", line.path("kind").asText()));
            for (JsonNode use : line.path("of")) {
                text.append(' ').append(use.path("path").asText());
            }
            if (!line.has("of") && line.has("content")) {
                text.append(" content ").append(line.path("content").asText());
            }
            for (String name : new String[] {"extent", "chunk", "store"}) {
                if (line.has(name)) {
                    text.append(' ')
                            .append(name)
                            .append(' ')
                            .append(line.path(name).asText());
                }
            }
            if (line.has("detail")) {
                text.append(": ").append(line.path("detail").asText());
            }
            return line.has("done") ? text + " [" + line.path("done").asText() + "]" : text.toString();
        }
    }
}
