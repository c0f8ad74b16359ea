package io.slime.gateway.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.HttpCall;
import java.nio.charset.StandardCharsets;

/** Answers of the console in the words of the admin API, and the headers that keep pages to themselves. */
final class Replies {
    /** What a page of the console may load and do: what this origin serves, and no script that is made of text. */
    static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
            + " media-src 'self'; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private Replies() {}

    static ObjectNode document(String thing) {
        return JsonNodeFactory.instance.objectNode().put("schema", "slime." + thing + "/1");
    }

    static Answer json(int status, ObjectNode document) {
        byte[] body = (document + "\n").getBytes(StandardCharsets.UTF_8);
        return guarded(Answer.of(status, "application/json", body)).with("Cache-Control", "no-store");
    }

    static Answer error(HttpCall call, int status, String reason) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("error", reason);
        Answer answer = json(status, document.put("request_id", call.requestId()));
        return status == 503 ? answer.with("Retry-After", "2") : answer;
    }

    /** With the headers that every answer of the console has. */
    static Answer guarded(Answer answer) {
        return answer.with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer")
                .with("Cross-Origin-Resource-Policy", "same-origin");
    }
}
