package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.durability.Durability;
import io.slime.gateway.durability.DurabilityReport;
import io.slime.gateway.durability.LostObjects;
import io.slime.metadata.reference.Use;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** {@code /durability/unreadable}: what cannot be read, or could not without some stores, one line each. */
final class UnreadableRoutes implements StreamedRoutes {
    private final AdminCore core;
    private final Durability durability;
    private final LostObjects lost;

    UnreadableRoutes(AdminCore core, Durability durability) {
        this.core = core;
        this.durability = durability;
        this.lost = new LostObjects(core.metadata().references());
    }

    @Override
    public void write(AdminRequest request, LineStream lines) {
        Map<String, String> query = request.query("without", "prefix");
        if (request.path().size() > 2) {
            throw Rejection.notFound("no such route");
        }
        if (!request.call().method().equals("GET")) {
            throw Rejection.method("GET");
        }
        List<StoreView> stores = core.stores().list();
        DurabilityReport report = durability
                .reportNow(stores)
                .without(DurabilityRoutes.stores(query.getOrDefault("without", ""), stores));
        AtomicLong count = new AtomicLong();
        lost.each(report, query.getOrDefault("prefix", ""), use -> {
            count.incrementAndGet();
            lines.line(line(use));
        });
        ObjectNode end = Json.object().put("type", "end").put("found", count.get());
        lines.line(DurabilityJson.put(end, report.unreadable()));
    }

    private static ObjectNode line(Use use) {
        return Json.object()
                .put("type", use.kind().name().toLowerCase(Locale.ROOT))
                .put("path", use.path())
                .put(use.kind() == Use.Kind.UPLOAD ? "upload" : "version", use.id())
                .put("size", use.size());
    }
}
