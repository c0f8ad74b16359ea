package io.slime.gateway.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slime.erasure.Redundancy;
import io.slime.gateway.cluster.StoreAdministration;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.HttpCall;
import java.io.IOException;
import java.util.Set;

/** {@code /redundancy}: how new objects are spread. */
final class RedundancyResource {
    private final StoreAdministration stores;

    RedundancyResource(StoreAdministration stores) {
        this.stores = stores;
    }

    void set(HttpCall call, Requester requester) throws IOException {
        JsonBody body = JsonBody.read(call, requester, Set.of("need", "total"));
        int need = body.number("need");
        int total = body.number("total");
        Redundancy redundancy;
        try {
            redundancy = new Redundancy(need, total);
        } catch (IllegalArgumentException e) {
            throw Rejection.badRequest(String.valueOf(e.getMessage()));
        }
        stores.setRedundancy(redundancy, true);
    }

    Answer answer() {
        Redundancy redundancy = stores.redundancy();
        return Replies.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("need", redundancy.need())
                        .put("total", redundancy.total()));
    }
}
