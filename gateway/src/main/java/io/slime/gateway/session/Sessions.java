package io.slime.gateway.session;

import io.slime.gateway.account.AccessKey;
import io.slime.gateway.account.Accounts;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.metadata.session.SessionRow;
import io.slime.metadata.session.SessionTable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The sessions of the console. They are kept in the database, so that any gateway behind a balancer knows them; a session ends after
 * {@link #LONGEST}, after {@link #IDLE} without use, at logout, when it is revoked, and with its key.
 */
public final class Sessions {
    /** How long a session lasts at most. */
    public static final Duration LONGEST = Duration.ofHours(12);

    /** How long it lasts unused. */
    public static final Duration IDLE = Duration.ofHours(1);

    private static final Duration NOTED = Duration.ofMinutes(1);
    private static final int ID_DIGITS = 16;

    private final SessionTable table;
    private final Accounts accounts;
    private final InstantSource clock;
    private final Tokens tokens = new Tokens();

    /** Keeps sessions in that table, of keys of those accounts. */
    public Sessions(SessionTable table, Accounts accounts, InstantSource clock) {
        this.table = table;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The key of that id if the secret is its own and it may be used. */
    public Optional<AccessKey> verify(String accessKeyId, String secret) {
        return usable(accessKeyId)
                .filter(key -> MessageDigest.isEqual(
                        key.secret().getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** The key of that id if it may be used. */
    public Optional<AccessKey> usable(String accessKeyId) {
        return accounts.key(accessKeyId).filter(AccessKey::enabled);
    }

    /** Begins a session; its token, which nobody keeps but the browser. */
    public String open(AccessKey key, Session.Visitor visitor) {
        String token = tokens.next();
        Instant now = clock.instant();
        SessionRow row =
                new SessionRow(Tokens.digest(token), key.accessKeyId(), now, now, visitor.client(), visitor.agent());
        DatabaseCalls.ask(() -> {
            table.add(row, new SessionTable.Stale(now.minus(LONGEST), now.minus(IDLE)));
            return true;
        });
        return token;
    }

    /** The session of a token, if it has not ended; that it is looked for is no use of it. */
    public Optional<Session> peek(String token) {
        return DatabaseCalls.ask(() -> table.find(Tokens.digest(token))).flatMap(row -> alive(row, clock.instant()));
    }

    /** The session of a token, if it has not ended; it counts as used now. */
    public Optional<Session> find(String token) {
        Instant now = clock.instant();
        Optional<Session> found = peek(token);
        found.filter(session -> session.seen().plus(NOTED).isBefore(now))
                .ifPresent(session -> DatabaseCalls.ask(() -> {
                    table.used(Tokens.digest(token), now);
                    return true;
                }));
        return found;
    }

    /** Ends the session of a token; false if there is none. */
    public boolean close(String token) {
        return DatabaseCalls.ask(() -> table.delete(Tokens.digest(token)));
    }

    /** The sessions that have not ended, of a user or of all, newest first. */
    public List<Session> list(Optional<String> userId) {
        Instant now = clock.instant();
        return DatabaseCalls.ask(table::list).stream()
                .flatMap(row -> alive(row, now).stream())
                .filter(session -> userId.isEmpty() || session.key().user().id().equals(userId.get()))
                .toList();
    }

    /** Ends a session by its id, if it is that user's, or anybody's where none is named; false if there is none. */
    public boolean revoke(String id, Optional<String> userId) {
        if (list(userId).stream().noneMatch(session -> session.id().equals(id))) {
            return false;
        }
        return DatabaseCalls.ask(table::list).stream()
                .filter(row -> id(row).equals(id))
                .map(row -> DatabaseCalls.ask(() -> table.delete(row.tokenSha256())))
                .reduce(false, Boolean::logicalOr);
    }

    private Optional<Session> alive(SessionRow row, Instant now) {
        Instant ends = row.created().plus(LONGEST);
        if (!now.isBefore(ends) || !now.isBefore(row.seen().plus(IDLE))) {
            return Optional.empty();
        }
        return usable(row.accessKey())
                .map(key -> new Session(
                        id(row), key, row.created(), row.seen(), ends, new Session.Visitor(row.client(), row.agent())));
    }

    private static String id(SessionRow row) {
        return row.tokenSha256().substring(0, ID_DIGITS);
    }
}
