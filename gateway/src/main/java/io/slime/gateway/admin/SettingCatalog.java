package io.slime.gateway.admin;

import io.slime.erasure.Redundancy;
import io.slime.metadata.setting.SettingTable;
import java.util.List;

/** The settings of the whole cluster that there are. */
final class SettingCatalog {
    private SettingCatalog() {}

    static List<Setting> of(AdminCore core) {
        return List.of(new Setting(
                "redundancy",
                SettingTable.DEFAULT_REDUNDANCY.toString(),
                "need/total of new objects: any need of their total chunks give them back",
                () -> core.stores().redundancy().toString(),
                value -> core.stores().setRedundancy(Redundancy.parse(value))));
    }
}
