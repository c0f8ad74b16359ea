package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.doctor.Finding;
import io.slime.gateway.http.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** {@code /doctor}: what is set up wrong. */
final class DoctorRoutes implements Routes {
    private final AdminCore core;
    private final String version;

    DoctorRoutes(AdminCore core, String version) {
        this.core = core;
        this.version = version;
    }

    @Override
    public Answer answer(AdminRequest request) throws IOException {
        request.query();
        return switch (request.shape(0)) {
            case "GET" -> examine();
            case "PUT master-key-copy" -> {
                if (!core.doctor().keyCopied(request.body("mark").text("mark"))) {
                    throw Rejection.of(409, "that is the copy of another master key than the gateway's");
                }
                yield examine();
            }
            default ->
                throw request.path().size() == 1
                        ? Rejection.method("GET")
                        : request.path().equals(List.of("doctor", "master-key-copy"))
                                ? Rejection.method("PUT")
                                : Rejection.notFound("no such route");
        };
    }

    private Answer examine() {
        List<Finding> findings = core.doctor().examine();
        ObjectNode document = Json.document("doctor").put("version", version);
        document.put(
                "problems",
                findings.stream()
                        .filter(finding -> finding.level() != Finding.Level.OK)
                        .count());
        ArrayNode list = document.putArray("findings");
        for (Finding finding : findings) {
            list.addObject()
                    .put("level", finding.level().name().toLowerCase(Locale.ROOT))
                    .put("what", finding.what())
                    .put("found", finding.found())
                    .put("next", finding.next().orElse(null));
        }
        return Json.answer(document);
    }
}
