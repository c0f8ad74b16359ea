package io.slime.gateway.admin;

import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.HttpCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** {@code /meta}: the safety of the metadata. */
final class MetaRoutes implements Routes {
    private final AdminCore core;

    MetaRoutes(AdminCore core) {
        this.core = core;
    }

    @Override
    public Answer answer(AdminRequest request) throws IOException {
        request.query();
        List<String> path = request.path();
        return switch (request.shape(0)) {
            case "GET backup" -> backup(request.call());
            default ->
                throw path.size() == 2 && path.get(1).equals("backup")
                        ? Rejection.method("GET")
                        : Rejection.notFound("no such route");
        };
    }

    /** Streams a backup; one that breaks off resets the connection, and lacks its last block. */
    private Answer backup(HttpCall call) throws IOException {
        call.setHeader("Content-Type", "application/octet-stream");
        HttpCall.Output out = call.begin(200, -1);
        try {
            DatabaseCalls.ask(() -> core.metadata().backups().write(out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.finish();
        return Answer.empty(200);
    }
}
