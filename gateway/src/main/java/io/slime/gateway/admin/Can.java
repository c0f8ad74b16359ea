package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What may be done with a thing now, and why not, so that nobody has to try: {@code "can":{"delete":{"ok":false,"why":"…"}}}. It says
 * what the routes would say at this moment; they decide when they are asked.
 */
final class Can {
    private final ObjectNode node;

    private Can(ObjectNode node) {
        this.node = node;
    }

    /** Adds it to a thing. */
    static Can of(ObjectNode thing) {
        return new Can(thing.putObject("can"));
    }

    /** Adds an action; {@code why} it is refused, empty if it is not. */
    Can put(String action, Optional<String> why) {
        ObjectNode answer = node.putObject(action).put("ok", why.isEmpty());
        why.ifPresent(reason -> answer.put("why", reason));
        return this;
    }

    /** Adds an action that is refused for a reason, if that applies. */
    Can put(String action, boolean refused, String why) {
        return put(action, refused ? Optional.of(why) : Optional.empty());
    }
}
