package io.slime.gateway.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.erasure.Redundancy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The numbers of docs/explanation/durability.md are those of the code, and of its formula. */
final class DurabilityDocumentTest {
    private static final double FAILS_IN_A_YEAR = 0.02;
    private static final int GROUPS = 48;

    private static List<MatchResult> rows(String pattern) throws IOException {
        String document = Files.readString(Path.of("..", "docs", "explanation", "durability.md"));
        return Pattern.compile("(?m)^" + pattern + "$")
                .matcher(document)
                .results()
                .toList();
    }

    @Test
    void whatMayFailIsWhatPlansSay() throws IOException {
        List<MatchResult> rows = rows("\\| (\\d+)/(\\d+) \\| (\\d+) × (\\d+) \\| ([0-9.]+) \\| (\\d+) \\| (\\d+) \\|");
        assertThat(rows).hasSizeGreaterThan(8);
        for (MatchResult row : rows) {
            Redundancy redundancy = new Redundancy(number(row, 1), number(row, 2));
            Survival survival = Survival.of(redundancy, candidates(number(row, 3), number(row, 4)));
            assertThat(survival.stores()).as(row.group()).isEqualTo(number(row, 6));
            assertThat(survival.domains()).as(row.group()).isEqualTo(number(row, 7));
            assertThat((double) redundancy.total() / redundancy.need())
                    .as(row.group())
                    .isEqualTo(Double.parseDouble(row.group(5)));
        }
    }

    private static List<Candidate> candidates(int machines, int drives) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < machines * drives; i++) {
            candidates.add(new Candidate(UUID.randomUUID(), "machine-" + i / drives, 1));
        }
        return candidates;
    }

    private static int number(MatchResult row, int group) {
        return Integer.parseInt(row.group(group));
    }

    @Test
    void theOddsAreThoseOfTheFormula() throws IOException {
        List<MatchResult> rows = rows("\\| (\\d+)/(\\d+) \\| ([0-9.]+e-\\d+) \\| ([0-9.]+e-\\d+) \\|");
        assertThat(rows).hasSizeGreaterThan(4);
        for (MatchResult row : rows) {
            assertThat(row.group(3)).as(row.group()).isEqualTo(odds(number(row, 1), number(row, 2), 1));
            assertThat(row.group(4)).as(row.group()).isEqualTo(odds(number(row, 1), number(row, 2), 7));
        }
    }

    private static String odds(int need, int total, int days) {
        int spare = total - need;
        double choices = 1;
        for (int i = 1; i <= spare; i++) {
            choices = choices * (total - i) / i;
        }
        double odds = GROUPS * total * FAILS_IN_A_YEAR * choices * Math.pow(FAILS_IN_A_YEAR * days / 365, spare);
        return String.format(Locale.ROOT, "%.1e", odds);
    }
}
