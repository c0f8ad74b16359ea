package io.slime.gateway.admin;

import io.slime.gateway.account.Accounts;
import io.slime.gateway.account.KeyEntry;
import io.slime.gateway.http.Answer;
import io.slime.metadata.account.Rate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /keys}: the access keys of all users. */
final class KeyRoutes implements Routes {
    private final Accounts accounts;
    private final KeyJson json;

    KeyRoutes(Accounts accounts) {
        this.accounts = accounts;
        this.json = new KeyJson(accounts);
    }

    @Override
    public Answer answer(AdminRequest request) throws IOException {
        request.query();
        List<String> path = request.path();
        return switch (request.shape(1)) {
            case "GET" -> json.list(Optional.empty());
            case "GET *" -> json.one(find(path.get(1)));
            case "POST" -> json.importAll(request.body("keys", "create_users"));
            case "PATCH *" -> {
                change(path.get(1), request.body("enabled", "policy"));
                yield json.one(find(path.get(1)));
            }
            case "PUT */rate" -> rate(path.get(1), request.body("requests", "bytes"));
            case "DELETE */rate" -> rate(path.get(1), Rate.NONE);
            case "DELETE *" -> {
                if (!accounts.deleteKey(path.get(1))) {
                    throw missing(path.get(1));
                }
                yield Answer.empty(204);
            }
            default ->
                throw path.size() == 1
                        ? Rejection.method("GET, POST")
                        : path.size() == 2
                                ? Rejection.method("GET, PATCH, DELETE")
                                : path.size() == 3 && path.get(2).equals("rate")
                                        ? Rejection.method("PUT, DELETE")
                                        : Rejection.notFound("no such route");
        };
    }

    /** Enables or disables a key, limits it by a policy, or, by an empty policy, lifts its limit. */
    private void change(String id, JsonBody body) {
        Optional<Boolean> enabled = body.optionalTruth("enabled");
        Optional<String> policy = body.optionalText("policy");
        if (enabled.isEmpty() && policy.isEmpty()) {
            throw Rejection.badRequest("'enabled' and 'policy' are missing: say one or both");
        }
        if (policy.isPresent() && !accounts.limitKey(id, policy.filter(text -> !text.isBlank()))) {
            throw missing(id);
        }
        if (enabled.isPresent() && !accounts.enableKey(id, enabled.get())) {
            throw missing(id);
        }
    }

    private Answer rate(String id, JsonBody body) {
        OptionalLong requests = body.optionalCount("requests");
        OptionalLong bytes = body.optionalCount("bytes");
        if (requests.isEmpty() && bytes.isEmpty()) {
            throw Rejection.badRequest("give 'requests', 'bytes' or both; DELETE takes a rate away");
        }
        if (requests.orElse(1) < 1 || bytes.orElse(1) < 1) {
            throw Rejection.badRequest("a rate is at least 1 a second; to stop a key, disable it");
        }
        return rate(id, new Rate(requests, bytes));
    }

    private Answer rate(String id, Rate rate) {
        if (!accounts.rateKey(id, rate)) {
            throw missing(id);
        }
        return json.one(find(id));
    }

    private KeyEntry find(String id) {
        return accounts.keys(Optional.empty()).stream()
                .filter(key -> key.accessKeyId().equals(id))
                .findFirst()
                .orElseThrow(() -> missing(id));
    }

    private static Rejection missing(String id) {
        return Rejection.notFound("there is no key '" + id + "'");
    }
}
