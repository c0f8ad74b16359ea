package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slime redundancy class list}: which there are, and how much is of them. */
@Command(name = "list", description = "List the storage classes.")
final class RedundancyClassList implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    RedundancyClassList(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        return session.print(session.client().get("/redundancy/classes"), RedundancyClassList::text);
    }

    static String text(JsonNode document) {
        Table table = new Table("CLASS", ">NEED", ">TOTAL", ">VERSIONS", ">SIZE");
        for (JsonNode each : document.path("classes")) {
            table.row(
                    each.path("name").asText(),
                    each.path("need").asText(),
                    each.path("total").asText(),
                    each.path("versions").isNumber() ? Human.count(each.path("versions")) : "-",
                    each.path("bytes").isNumber() ? Human.bytes(each.path("bytes")) : "-");
        }
        return table.toString();
    }
}
