package io.slime.metadata.session;

import java.time.Instant;

/**
 * A session of the console.
 *
 * @param tokenSha256 SHA-256 of the token, in lower-case hexadecimal; the token itself is with the browser alone
 * @param accessKey the key that logged in
 * @param created when
 * @param seen when it was last used, to a minute
 * @param client the address from which it logged in
 * @param agent the browser, as it calls itself
 */
public record SessionRow(
        String tokenSha256, String accessKey, Instant created, Instant seen, String client, String agent) {}
