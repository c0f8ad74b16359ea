package io.slime.gateway.session;

import io.slime.gateway.account.AccessKey;
import java.time.Instant;

/**
 * Somebody who is logged in to the console, with the rights of the key that they showed.
 *
 * @param id names the session without giving its token away
 * @param key the key
 * @param created when it began
 * @param seen when it was last used, to a minute
 * @param ends when it ends even if it is used
 * @param visitor from where
 */
public record Session(String id, AccessKey key, Instant created, Instant seen, Instant ends, Visitor visitor) {
    /**
     * From where somebody logged in.
     *
     * @param client the address
     * @param agent the browser, as it calls itself; cut at 200 characters
     */
    public record Visitor(String client, String agent) {
        private static final int MOST = 200;

        /** Cuts what is too long. */
        public Visitor {
            agent = agent.length() > MOST ? agent.substring(0, MOST) : agent;
        }
    }
}
