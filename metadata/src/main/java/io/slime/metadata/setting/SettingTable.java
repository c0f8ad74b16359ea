package io.slime.metadata.setting;

import io.slime.erasure.Redundancy;
import java.util.Map;
import java.util.Optional;

/** The cluster-wide settings, as names and JSON values. */
public final class SettingTable {
    /** What redundancy is until it is set. */
    public static final Redundancy DEFAULT_REDUNDANCY = new Redundancy(2, 3);

    /** The redundancy for new writes. */
    public Redundancy redundancy() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Sets the redundancy for new writes. */
    public void redundancy(Redundancy redundancy) {
        io.slime.metadata.transaction.Pending.body();
    }

    /** The JSON value of a setting, if it is set. */
    public Optional<String> get(String name) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Sets a setting to a JSON value. */
    public void set(String name, String json) {
        io.slime.metadata.transaction.Pending.body();
    }

    /** Sets a setting only if it has no value yet; the value that holds afterwards. */
    public String setIfAbsent(String name, String json) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Forgets a setting. */
    public void clear(String name) {
        io.slime.metadata.transaction.Pending.body();
    }

    /** All settings, by name. */
    public Map<String, String> list() {
        return io.slime.metadata.transaction.Pending.body();
    }
}
