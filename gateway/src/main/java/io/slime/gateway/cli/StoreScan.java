package io.slime.gateway.cli;

import io.slime.gateway.cli.client.Endpoint;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slime store scan}: take in the stores of a chunk server. */
@Command(name = "scan", description = "Take in the stores that a chunk server serves.")
final class StoreScan implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "URL", description = "the chunk server's, such as http://10.0.0.5:17941")
    private String url = "";

    StoreScan(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        String server = Endpoint.url(url).toString();
        return StoreList.show(
                session,
                session.client().post("/stores/scan", session.client().object().put("url", server)));
    }
}
