package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.account.Accounts;
import io.slime.gateway.account.NewUser;
import io.slime.gateway.account.User;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.Answer;
import io.slime.metadata.quota.Quota;
import io.slime.metadata.quota.QuotaTable;
import io.slime.metadata.quota.Standing;
import io.slime.metadata.quota.Use;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /users}: who there is, and their keys. */
final class UserRoutes implements Routes {
    private final Accounts accounts;
    private final Buckets buckets;
    private final QuotaTable quotas;
    private final KeyJson keys;

    UserRoutes(Accounts accounts, Buckets buckets, QuotaTable quotas) {
        this.accounts = accounts;
        this.buckets = buckets;
        this.quotas = quotas;
        this.keys = new KeyJson(accounts);
    }

    @Override
    public Answer answer(AdminRequest request) throws IOException {
        request.query();
        List<String> path = request.path();
        return switch (request.shape(1)) {
            case "GET" -> list();
            case "POST" -> create(request.body("name", "id", "display_name", "email", "admin"));
            case "GET *" -> one(find(path.get(1)));
            case "PUT */quota" -> setQuota(find(path.get(1)), QuotaJson.read(request));
            case "DELETE */quota" -> setQuota(find(path.get(1)), Quota.NONE);
            case "DELETE *" -> delete(find(path.get(1)));
            case "GET */keys" -> keys.list(Optional.of(find(path.get(1))));
            case "POST */keys" -> keys.create(find(path.get(1)), request.body("access_key", "secret_key", "policy"));
            default -> throw wrong(path);
        };
    }

    private static Rejection wrong(List<String> path) {
        return switch (path.size()) {
            case 1 -> Rejection.method("GET, POST");
            case 2 -> Rejection.method("GET, DELETE");
            case 3 ->
                path.get(2).equals("keys")
                        ? Rejection.method("GET, POST")
                        : path.get(2).equals("quota")
                                ? Rejection.method("PUT, DELETE")
                                : Rejection.notFound("no such route");
            default -> Rejection.notFound("no such route");
        };
    }

    private Answer one(User user) {
        ObjectNode document = json().put(Json.document("user"), user);
        DatabaseCalls.ask(() -> quotas.account(user.id())).ifPresent(standing -> QuotaJson.put(document, standing));
        return Json.answer(document);
    }

    private Answer setQuota(User user, Quota quota) {
        DatabaseCalls.ask(() -> quotas.setAccount(user.id(), quota));
        return one(user);
    }

    private Answer list() {
        UserJson json = json();
        Map<String, Standing> standings = DatabaseCalls.ask(quotas::accounts);
        ObjectNode document = Json.document("users");
        ArrayNode list = document.putArray("users");
        accounts.users()
                .forEach(user -> QuotaJson.put(
                        json.put(list.addObject(), user),
                        standings.getOrDefault(user.name(), new Standing(Quota.NONE, Use.NONE))));
        return Json.answer(document);
    }

    private Answer create(JsonBody body) {
        NewUser wanted;
        try {
            wanted = new NewUser(
                    body.text("name"),
                    body.optionalText("id"),
                    body.optionalText("display_name"),
                    body.optionalText("email"),
                    body.optionalTruth("admin").orElse(false));
        } catch (StorageException.Refused malformed) {
            throw Rejection.badRequest(malformed.reason());
        }
        return one(accounts.createUser(wanted));
    }

    private Answer delete(User user) {
        json().whyNotDelete(user).ifPresent(why -> {
            throw Rejection.of(409, why);
        });
        if (!accounts.deleteUser(user.id())) {
            throw Rejection.notFound("there is no user '" + user.name() + "'");
        }
        return Answer.empty(204);
    }

    private UserJson json() {
        return UserJson.now(accounts, buckets);
    }

    private User find(String name) {
        return accounts.named(name).orElseThrow(() -> Rejection.notFound("there is no user '" + name + "'"));
    }
}
