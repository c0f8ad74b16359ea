package io.slime.gateway.admin;

import io.slime.gateway.account.Accounts;
import io.slime.gateway.account.KeyEntry;
import io.slime.gateway.http.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

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
            case "PATCH *" -> {
                change(path.get(1), request.body("enabled", "policy"));
                yield json.one(find(path.get(1)));
            }
            case "DELETE *" -> {
                if (!accounts.deleteKey(path.get(1))) {
                    throw missing(path.get(1));
                }
                yield Answer.empty(204);
            }
            default ->
                throw path.size() == 1
                        ? Rejection.method("GET")
                        : path.size() == 2
                                ? Rejection.method("GET, PATCH, DELETE")
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
