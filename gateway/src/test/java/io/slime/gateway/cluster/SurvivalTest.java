package io.slime.gateway.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.erasure.Redundancy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SurvivalTest {
    @Test
    void aDomainForEachChunkSurvivesAsManyDomainsAsStores() {
        assertThat(survival(4, 6, 1, 1, 1, 1, 1, 1)).isEqualTo(new Survival(6, 6, 6, 1, 2, 2));
    }

    @Test
    void fewerDomainsThanChunksSurviveFewerOfThem() {
        assertThat(survival(4, 6, 2, 2, 2)).isEqualTo(new Survival(6, 3, 6, 2, 2, 1));
        assertThat(survival(4, 6, 6)).isEqualTo(new Survival(6, 1, 6, 6, 2, 0));
        assertThat(survival(4, 6, 5, 1)).isEqualTo(new Survival(6, 2, 6, 5, 2, 0));
    }

    @Test
    void fewerStoresThanChunksSurviveLess() {
        assertThat(survival(2, 3, 1, 1)).isEqualTo(new Survival(2, 2, 2, 1, 0, 0));
        assertThat(survival(2, 3, 1)).isEqualTo(new Survival(1, 1, 1, 0, -1, -1));
    }

    private static Survival survival(int need, int total, int... storesOfDomains) {
        List<Candidate> candidates = new ArrayList<>();
        for (int domain = 0; domain < storesOfDomains.length; domain++) {
            for (int store = 0; store < storesOfDomains[domain]; store++) {
                candidates.add(new Candidate(UUID.randomUUID(), "d" + domain, 1));
            }
        }
        return Survival.of(new Redundancy(need, total), candidates);
    }
}
