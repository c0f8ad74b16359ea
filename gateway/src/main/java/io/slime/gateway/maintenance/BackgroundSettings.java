package io.slime.gateway.maintenance;

import io.slime.metadata.setting.SettingTable;

/** The cluster-wide settings by which an operator steers background work. */
public final class BackgroundSettings {
    /** Most bytes of chunks that each gateway rebuilds or moves in a second; 0 for no limit. */
    public static final String REPAIR_RATE = "repair-rate";

    private BackgroundSettings() {}

    /** Bytes per second; 0 for no limit. */
    public static long repairRate(SettingTable settings) {
        return settings.get(REPAIR_RATE)
                .filter(json -> json.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    /** Sets it. */
    public static void repairRate(SettingTable settings, long bytesPerSecond) {
        settings.set(REPAIR_RATE, Long.toString(bytesPerSecond));
    }
}
