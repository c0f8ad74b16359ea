package io.slime.compat.torture;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What may be harmed until the next time that all chunks are known to be there. A write is acknowledged when one chunk more than
 * needed is durable, and at exactly what is needed where no more stores can be had; so that nothing may be lost,
 * chunks of new data are harmed on one store only, and on none where stores were away too.
 *
 * @param kind what the round is about
 * @param server the chunk server that may be away, if one may
 * @param harmed the stores whose chunks may be harmed
 * @param begin when it began: what is older was whole then
 */
record Round(Kind kind, Optional<Integer> server, List<Store> harmed, Instant begin) {
    /** What a round is about. */
    enum Kind {
        /** Gateways, database and network only. */
        GATEWAYS,
        /** A chunk server with all its stores comes and goes, and its old chunks are harmed. */
        SERVER,
        /** One store's chunks are harmed, new ones too. */
        STORE,
        /** Old chunks of two stores are harmed. */
        TWO_STORES,
        /** A drive is lost for good, and is replaced. */
        DRIVE
    }

    private static final Kind[] KINDS = Kind.values();

    static Round plan(Random random, List<Store> stores) {
        Instant now = Instant.now();
        Kind kind = KINDS[random.nextInt(KINDS.length)];
        Store one = stores.get(random.nextInt(stores.size()));
        return switch (kind) {
            case GATEWAYS -> new Round(kind, Optional.empty(), List.of(), now);
            case SERVER ->
                new Round(
                        kind,
                        Optional.of(one.server()),
                        stores.stream()
                                .filter(store -> store.server() == one.server())
                                .toList(),
                        now);
            case STORE, DRIVE -> new Round(kind, Optional.empty(), List.of(one), now);
            case TWO_STORES -> {
                Store other = stores.get((stores.indexOf(one) + 1 + random.nextInt(stores.size() - 1)) % stores.size());
                yield new Round(kind, Optional.empty(), List.of(one, other), now);
            }
        };
    }

    /** From when on chunks may not be harmed. */
    Optional<Instant> onlyBefore() {
        return kind == Kind.STORE || kind == Kind.DRIVE ? Optional.empty() : Optional.of(begin);
    }
}
