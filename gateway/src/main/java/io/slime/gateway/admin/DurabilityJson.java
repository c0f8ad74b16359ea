package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.durability.Amount;
import io.slime.gateway.durability.DurabilityReport;
import io.slime.gateway.durability.Loss;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How much may fail, as the admin API shows it. */
final class DurabilityJson {
    /** What is taken for the pace of repair where none was measured: bytes of chunks a second. */
    static final long ASSUMED_RATE = 64L << 20;

    private DurabilityJson() {}

    static ArrayNode histogram(DurabilityReport report) {
        ArrayNode list = Json.array();
        report.spare().forEach((spare, amount) -> put(list.addObject().put("spare", spare), amount));
        return list;
    }

    static ObjectNode put(ObjectNode node, Amount amount) {
        return node.put("extents", amount.extents()).put("bytes", amount.bytes());
    }

    /** Fills the document of a report; {@code rate} is the measured pace of repair in bytes a second, if there is one. */
    static ObjectNode put(ObjectNode document, DurabilityReport report, List<StoreView> stores, Optional<Long> rate) {
        document.put("whole", report.whole());
        put(document, report.all());
        put(document.putObject("unreadable"), report.unreadable());
        put(document.putObject("lost"), report.lost());
        document.set("spare", histogram(report));
        report.anyStores().ifPresentOrElse(n -> document.put("any_stores", n), () -> document.putNull("any_stores"));
        report.anyDomains().ifPresentOrElse(n -> document.put("any_domains", n), () -> document.putNull("any_domains"));
        document.put("rebuild_rate", rate.orElse(ASSUMED_RATE)).put("rebuild_rate_measured", rate.isPresent());
        Map<String, StoreView> named =
                stores.stream().collect(Collectors.toMap(store -> store.uuid().toString(), store -> store));
        ArrayNode perStore = document.putArray("stores");
        for (Loss loss : report.losingStore()) {
            StoreView store = named.get(loss.name());
            ObjectNode node = perStore.addObject().put("uuid", loss.name());
            if (store != null) {
                node.put("name", store.name()).put("domain", store.domain());
            }
            put(node, loss, rate.orElse(ASSUMED_RATE));
        }
        ArrayNode perDomain = document.putArray("domains");
        report.losingDomain()
                .forEach(
                        loss -> put(perDomain.addObject().put("domain", loss.name()), loss, rate.orElse(ASSUMED_RATE)));
        return document;
    }

    private static void put(ObjectNode node, Loss loss, long rate) {
        put(node, loss.concerned());
        put(node.putObject("unreadable"), loss.unreadable());
        loss.spare().ifPresentOrElse(spare -> node.put("spare", spare), () -> node.putNull("spare"));
        node.put("rebuild_bytes", loss.rebuild());
        if (loss.rebuildable()) {
            node.put("rebuild_seconds", Math.ceilDiv(loss.rebuild(), rate));
        } else {
            node.putNull("rebuild_seconds");
        }
    }
}
