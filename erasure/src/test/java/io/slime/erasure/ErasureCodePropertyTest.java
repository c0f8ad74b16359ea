package io.slime.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses decode, whichever they are. Replay a run with {@code -Dslime.seed=…}. */
class ErasureCodePropertyTest {
    private static final long SEED = Long.getLong("slime.seed", System.nanoTime());

    static {
        System.out.println("ErasureCodePropertyTest: -Dslime.seed=" + SEED);
    }

    static Stream<Redundancy> upTo8() {
        return IntStream.rangeClosed(1, 8)
                .boxed()
                .flatMap(total -> IntStream.rangeClosed(1, total).mapToObj(need -> new Redundancy(need, total)));
    }

    static Stream<Redundancy> upTo20() {
        return IntStream.rangeClosed(9, 20)
                .boxed()
                .flatMap(total -> IntStream.rangeClosed(1, total).mapToObj(need -> new Redundancy(need, total)));
    }

    static Stream<Redundancy> at100() {
        return IntStream.of(1, 2, 49, 50, 65, 80, 99, 100).mapToObj(need -> new Redundancy(need, 100));
    }

    @ParameterizedTest
    @MethodSource("upTo8")
    void everyLossOfUpToParityCellsDecodes(Redundancy redundancy) {
        Stripe stripe = new Stripe(redundancy, 75, new Random(SEED));
        int total = redundancy.total();
        for (int lost = 0; lost < 1 << total; lost++) {
            if (Integer.bitCount(lost) <= redundancy.parity()) {
                assertThat(stripe.survives(flags(total, ~lost), flags(total, -1)))
                        .as("%s, lost %s, seed %d", redundancy, Integer.toBinaryString(lost), SEED)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("upTo20")
    void sampledLossesDecode(Redundancy redundancy) {
        sample(redundancy, 20, 300);
    }

    @ParameterizedTest
    @MethodSource("at100")
    void sampledLossesOfTheWidestCodesDecode(Redundancy redundancy) {
        sample(redundancy, 3, 300);
    }

    /** Lengths around a long, a vector and a block, and losses of which only some are wanted. */
    @Test
    void anyRangeDecodes() {
        Random random = new Random(SEED);
        for (int length : new int[] {0, 1, 7, 8, 9, 63, 64, 65, 4095, 4096, 4097, 8191, 12_345}) {
            for (String redundancy : new String[] {"1/3", "2/3", "4/6", "10/14", "17/20"}) {
                sample(Redundancy.parse(redundancy), 2, length);
            }
            sample(new Redundancy(1 + random.nextInt(20), 20), 2, length);
        }
    }

    /** Unlike the other properties this compares encode with itself: parity is linear, whatever the range is cut into. */
    @Test
    void codingInPiecesIsCodingInOne() {
        Random random = new Random(SEED);
        Redundancy redundancy = new Redundancy(4, 6);
        byte[][] cells = new Stripe(redundancy, 10_000, random).cells();
        byte[][] pieces = new byte[6][];
        for (int i = 0; i < 6; i++) {
            pieces[i] = i < 4 ? cells[i].clone() : new byte[10_000];
        }
        for (int from = 0; from < 10_000; ) {
            int length = Math.min(10_000 - from, random.nextInt(700));
            ErasureCode.of(redundancy).encode(pieces, from, length);
            from += length;
        }
        assertThat(pieces).as("seed %d", SEED).isDeepEqualTo(cells);
    }

    private static void sample(Redundancy redundancy, int samples, int length) {
        Random random = new Random(SEED ^ redundancy.hashCode() ^ length);
        Stripe stripe = new Stripe(redundancy, length, random);
        int total = redundancy.total();
        for (int i = 0; i < samples; i++) {
            boolean[] present = flags(total, -1);
            for (int lost = random.nextInt(redundancy.parity() + 1); lost > 0; lost--) {
                present[random.nextInt(total)] = false;
            }
            boolean[] wanted = new boolean[total];
            for (int cell = 0; cell < total; cell++) {
                wanted[cell] = random.nextBoolean();
            }
            assertThat(stripe.survives(present, wanted))
                    .as("%s, length %d, seed %d", redundancy, length, SEED)
                    .isTrue();
        }
    }

    private static boolean[] flags(int total, int bits) {
        boolean[] flags = new boolean[total];
        for (int i = 0; i < total; i++) {
            flags[i] = bits == -1 || (bits >> i & 1) != 0;
        }
        return flags;
    }
}
