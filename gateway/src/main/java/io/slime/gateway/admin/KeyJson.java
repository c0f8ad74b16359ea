package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.account.AccessKey;
import io.slime.gateway.account.Accounts;
import io.slime.gateway.account.ImportedKey;
import io.slime.gateway.account.KeyEntry;
import io.slime.gateway.account.KeyImports;
import io.slime.gateway.account.User;
import io.slime.gateway.http.Answer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys as the admin API shows them: a secret only in the answer that makes it. */
final class KeyJson {
    private final Accounts accounts;

    KeyJson(Accounts accounts) {
        this.accounts = accounts;
    }

    Answer list(Optional<User> owner) {
        LastWay last = LastWay.now(accounts);
        ObjectNode document = Json.document("keys");
        ArrayNode list = document.putArray("keys");
        for (KeyEntry key : accounts.keys(owner.map(User::id))) {
            list.add(put(Json.object(), key, last));
        }
        return Json.answer(document);
    }

    Answer create(User user, JsonBody body) {
        Optional<String> id = body.optionalText("access_key");
        Optional<String> secret = body.optionalText("secret_key");
        if (id.isPresent() != secret.isPresent()) {
            throw Rejection.badRequest("access_key and secret_key are needed together");
        }
        if (id.filter(key -> !key.matches("[A-Za-z0-9_-]{3,128}")).isPresent()) {
            throw Rejection.badRequest("an access_key has 3 to 128 letters, digits, - or _");
        }
        if (secret.filter(text -> !text.matches("[\\x21-\\x7e]{8,128}")).isPresent()) {
            throw Rejection.badRequest("a secret_key has 8 to 128 visible ASCII characters");
        }
        AccessKey key = accounts.createKey(user.id(), id, secret, body.optionalText("policy"));
        ObjectNode document = Json.document("key")
                .put("access_key", key.accessKeyId())
                .put("secret_key", key.secret())
                .put("user", user.name())
                .put("enabled", key.enabled());
        key.policy().ifPresent(policy -> document.put("policy", policy));
        return Json.answer(Json.putTime(document, "created", Optional.of(key.created())));
    }

    /** Takes in keys of another store, all or none. */
    Answer importAll(JsonBody body) {
        List<ImportedKey> wanted = body.objects("keys", Set.of("user", "access_key", "secret_key", "policy")).stream()
                .map(key -> new ImportedKey(
                        key.text("user"), key.text("access_key"), key.text("secret_key"), key.optionalText("policy")))
                .toList();
        KeyImports.Result made = accounts.imports()
                .run(wanted, body.optionalTruth("create_users").orElse(false));
        return Json.answer(Json.document("key-import")
                .put("users", made.users())
                .put("keys", made.keys())
                .put("known", made.known()));
    }

    Answer one(KeyEntry key) {
        return Json.answer(put(Json.document("key"), key, LastWay.now(accounts)));
    }

    private static ObjectNode put(ObjectNode node, KeyEntry key, LastWay last) {
        node.put("access_key", key.accessKeyId()).put("user", last.owner(key)).put("enabled", key.enabled());
        key.policy().ifPresent(policy -> node.put("policy", policy));
        if (!key.rate().isNone()) {
            ObjectNode rate = node.putObject("rate");
            key.rate().requests().ifPresent(most -> rate.put("requests", most));
            key.rate().bytes().ifPresent(most -> rate.put("bytes", most));
        }
        Json.putTime(node, "created", Optional.of(key.created()));
        Optional<String> needed = last.whyNotWithout(key);
        Can.of(node)
                .put("enable", key.enabled(), "it is enabled already")
                .put("disable", key.enabled() ? needed : Optional.of("it is disabled already"))
                .put("limit", needed)
                .put("delete", needed);
        return node;
    }
}
