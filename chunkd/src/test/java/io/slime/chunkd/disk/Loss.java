package io.slime.chunkd.disk;

import java.util.random.RandomGenerator;

/** What a power cut does to changes that were not synced. */
public final class Loss {
    /** What becomes of one file's changes. */
    enum Fate {
        LOST,
        KEPT,
        TORN
    }

    private final Fate fate;
    private final RandomGenerator random;

    private Loss(Fate fate, RandomGenerator random) {
        this.fate = fate;
        this.random = random;
    }

    /** Nothing that was not synced is there. */
    public static Loss ofAll() {
        return new Loss(Fate.LOST, RandomGenerator.of("L64X128MixRandom"));
    }

    /** Everything is there. */
    public static Loss ofNothing() {
        return new Loss(Fate.KEPT, RandomGenerator.of("L64X128MixRandom"));
    }

    /** Chance decides for every file, name and sector. */
    public static Loss byChance(RandomGenerator random) {
        return new Loss(Fate.TORN, random);
    }

    RandomGenerator random() {
        return random;
    }

    /** One file's fate. */
    Fate fate() {
        if (fate != Fate.TORN) {
            return fate;
        }
        int draw = random.nextInt(6);
        return draw == 0 ? Fate.LOST : draw == 1 ? Fate.KEPT : Fate.TORN;
    }

    /** Whether a name that was not synced is kept. */
    boolean keepsName() {
        return fate == Fate.KEPT || (fate == Fate.TORN && random.nextBoolean());
    }

    @Override
    public String toString() {
        return switch (fate) {
            case LOST -> "all that was not synced is lost";
            case KEPT -> "nothing is lost";
            case TORN -> "chance decides";
        };
    }
}
