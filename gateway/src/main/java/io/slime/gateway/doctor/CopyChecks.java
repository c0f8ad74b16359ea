package io.slime.gateway.doctor;

import io.slime.metadata.Metadata;
import io.slime.metadata.backup.JournalHead;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether there are copies of what Slime cannot do without: the metadata and the master key. */
final class CopyChecks {
    private static final Duration FULL_AGE = Duration.ofDays(2);
    private static final Duration BACKUP_AGE = Duration.ofDays(7);
    private static final long MUCH = 100_000;

    private final Metadata metadata;
    private final String masterKey;
    private final List<Finding> findings = new ArrayList<>();

    CopyChecks(Metadata metadata, String masterKey) {
        this.metadata = metadata;
        this.masterKey = masterKey;
    }

    List<Finding> run(Instant now) {
        journal();
        backup(now);
        masterKey();
        return findings;
    }

    private void journal() {
        JournalHead head = metadata.journal().head();
        if (head.fullNumber() == 0) {
            findings.add(Finding.warn(
                    "metadata journal",
                    "the stores hold no copy of the metadata yet",
                    "wait some minutes, then: slime meta journal"));
        } else if (Duration.between(head.fullAt(), head.now()).compareTo(FULL_AGE) > 0 || head.backlog() > MUCH) {
            findings.add(Finding.fail(
                    "metadata journal",
                    "its last full copy is of " + head.fullAt() + ", and " + head.backlog() + " changes wait",
                    "slime meta journal; the gateways' log says why it does not get on"));
        } else {
            findings.add(Finding.ok("metadata journal", "last full copy " + head.fullAt()));
        }
    }

    private void backup(Instant now) {
        Optional<Instant> last = metadata.settings().get(Doctor.LAST_BACKUP).flatMap(CopyChecks::instant);
        String next = "slime meta backup FILE, to another machine, by a timer";
        if (last.isEmpty()) {
            findings.add(Finding.warn("metadata backup", "none was ever made", next));
        } else if (Duration.between(last.get(), now).compareTo(BACKUP_AGE) > 0) {
            findings.add(Finding.warn("metadata backup", "the newest is of " + last.get(), next));
        } else {
            findings.add(Finding.ok("metadata backup", "the newest is of " + last.get()));
        }
    }

    private void masterKey() {
        boolean copied = metadata.settings()
                .get(Doctor.KEY_COPY)
                .filter(mark -> mark.equals("\"" + masterKey + "\""))
                .isPresent();
        findings.add(
                copied
                        ? Finding.ok("master key", "a copy was shown")
                        : Finding.fail(
                                "master key",
                                "no copy of it is known: without it no key and no encrypted object can ever be read again",
                                "copy the file elsewhere, then show the copy: slime doctor --master-key-copy FILE"));
    }

    static Optional<Instant> instant(String json) {
        try {
            return Optional.of(Instant.parse(json.replace("\"", "")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
