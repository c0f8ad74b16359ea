package io.slime.gateway.admin;

import io.slime.erasure.Redundancy;
import io.slime.gateway.config.Quantity;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.maintenance.BackgroundSettings;
import io.slime.metadata.setting.SettingTable;
import java.util.List;

/** The settings of the whole cluster that there are. */
final class SettingCatalog {
    private SettingCatalog() {}

    static List<Setting> of(AdminCore core) {
        SettingTable table = core.metadata().settings();
        return List.of(
                new Setting(
                        "redundancy",
                        SettingTable.DEFAULT_REDUNDANCY.toString(),
                        "need/total of new objects: any need of their total chunks give them back",
                        () -> core.stores().redundancy().toString(),
                        value -> core.stores().setRedundancy(Redundancy.parse(value))),
                new Setting(
                        BackgroundSettings.REPAIR_RATE,
                        "0",
                        "most bytes per second that each gateway rebuilds or moves in the background, e.g. 50MiB; 0 for no limit",
                        () -> Long.toString(DatabaseCalls.ask(() -> BackgroundSettings.repairRate(table))),
                        value -> repairRate(table, Quantity.bytes(value))));
    }

    private static void repairRate(SettingTable table, long bytesPerSecond) {
        DatabaseCalls.ask(() -> {
            BackgroundSettings.repairRate(table, bytesPerSecond);
            return true;
        });
    }
}
