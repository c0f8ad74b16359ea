package io.slime.gateway.maintenance;

import io.slime.metadata.epoch.Beat;
import io.slime.metadata.epoch.EpochTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the epochs of gateways that are gone. A gateway is taken for dead when its beat stood still while ours, in the same
 * database, advanced by {@link #LOOKS}; no clock is compared. If ours does not advance either, the database is at fault, and
 * the count starts again.
 */
public final class EpochFencing implements Task {
    /** How many beats of ours. */
    static final int LOOKS = 15;

    /** After so many looks without a beat of ours, what was counted is void. */
    private static final int PATIENCE = 3;

    private static final Logger LOG = LoggerFactory.getLogger(EpochFencing.class);

    private final EpochTable epochs;
    private final UUID gateway;
    private final Map<UUID, Still> others = new HashMap<>();
    private long ours = -1;
    private int withoutOurs;

    /** Watches the other gateways, on behalf of one that beats. */
    public EpochFencing(EpochTable epochs, UUID gateway) {
        this.epochs = epochs;
        this.gateway = gateway;
    }

    /** A beat of another, and where ours was when it was seen first. */
    private record Still(long beat, long since) {}

    @Override
    public String name() {
        return "epoch-fencing";
    }

    @Override
    public Pace pace() {
        return Pace.every(Heartbeat.PERIOD);
    }

    @Override
    public boolean run() {
        try {
            look(epochs.beats());
        } catch (RuntimeException e) {
            others.clear();
            throw e;
        }
        return false;
    }

    private void look(List<Beat> beats) {
        long now = beats.stream()
                .filter(beat -> beat.gateway().equals(gateway))
                .mapToLong(Beat::beat)
                .findFirst()
                .orElse(-1);
        if (now <= ours) {
            withoutOurs++;
            if (withoutOurs >= PATIENCE || now < ours) {
                others.clear();
                ours = now;
            }
            return;
        }
        withoutOurs = 0;
        ours = now;
        others.keySet().retainAll(beats.stream().map(Beat::gateway).toList());
        for (Beat beat : beats) {
            if (!beat.gateway().equals(gateway)) {
                judge(beat);
            }
        }
    }

    private void judge(Beat beat) {
        Still still = others.get(beat.gateway());
        if (still == null || still.beat() != beat.beat()) {
            others.put(beat.gateway(), new Still(beat.beat(), ours));
        } else if (ours - still.since() >= LOOKS && epochs.fence(beat.gateway(), beat.beat(), gateway)) {
            others.remove(beat.gateway());
            LOG.warn(
                    "gateway {} ({}) gives no sign of life, last seen {}: its epochs are closed",
                    beat.name(),
                    beat.gateway(),
                    beat.seen());
        }
    }
}
