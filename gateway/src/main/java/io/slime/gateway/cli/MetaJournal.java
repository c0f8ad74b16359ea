package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slime meta journal}: how far the journal of the metadata in the stores is. */
@Command(name = "journal", description = "Show how much of the metadata is in the stores.")
final class MetaJournal implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    MetaJournal(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        return session.print(session.client().get("/meta/journal"), MetaJournal::text);
    }

    private static String text(JsonNode journal) {
        String full = journal.path("full_number").asLong() == 0
                ? "The stores hold no full copy of the metadata yet.\n"
                : "All metadata as of " + journal.path("full_at").asText() + " is in the stores, in "
                        + Human.bytes(journal.path("full_bytes")) + ", and "
                        + Human.bytes(journal.path("since_bytes")) + " of changes since.\n";
        return full + "Changes that wait to be written: "
                + journal.path("backlog").asLong() + " statements.\n";
    }
}
