package io.slime.gateway.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.slime.gateway.access.MalformedPolicyException;
import io.slime.gateway.access.Policy;
import io.slime.gateway.access.PolicyReader;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.account.Account;
import io.slime.metadata.account.AccountTable;
import io.slime.metadata.account.Credential;
import io.slime.metadata.account.NewAccount;
import io.slime.metadata.account.NewKey;
import io.slime.metadata.account.Rate;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The users and their keys. What changes here holds on every gateway within 5 seconds. */
public final class Accounts {
    /** Why a key must stay as it is. */
    public static final String LAST_KEY = "it is the last key that may administer: make another one first";

    private static final Duration REMEMBERED = Duration.ofSeconds(4);
    private static final int MAX_REMEMBERED = 10_000;
    private static final int ID_BYTES = 32;
    private static final int TRIED = 100;
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{3,128}");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{8,128}");

    private final AccountTable table;
    private final SecretSeal seal;
    private final KeyPaces paces = new KeyPaces(System::nanoTime);
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, AccessKey> remembered = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    /** The accounts in that table, with secrets sealed by {@code seal}. */
    public Accounts(AccountTable table, SecretSeal seal) {
        this.table = table;
        this.seal = seal;
    }

    /** The key of that id, from memory if it was read within the last 5 seconds. The caller looks at {@code enabled}. */
    public Optional<AccessKey> key(String accessKeyId) {
        AccessKey known = remembered.getIfPresent(accessKeyId);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<AccessKey> found =
                DatabaseCalls.ask(() -> table.credential(accessKeyId)).map(this::key);
        found.ifPresent(key -> remembered.put(accessKeyId, key));
        return found;
    }

    /**
     * Makes the first user, an administrator named {@code root}, with one key, in one transaction.
     *
     * @param accessKeyId the key's id, or empty for a random one
     * @param secret the key's secret, or empty for a random one
     * @return the key, or empty if there is a user already
     */
    public Optional<AccessKey> createRoot(Optional<String> accessKeyId, Optional<String> secret) {
        NewUser root = new NewUser("root", Optional.empty(), Optional.empty(), Optional.empty(), true);
        String id = accessKeyId.map(Accounts::checkedId).orElseGet(this::randomId);
        String text = secret.map(Accounts::checkedSecret).orElseGet(this::randomSecret);
        return DatabaseCalls.ask(() -> table.createFirst(row(root), newKey(id, text, Optional.empty())))
                .flatMap(made -> key(id));
    }

    /**
     * Makes a user.
     *
     * @throws StorageException.Refused if the name or id is taken
     */
    public User createUser(NewUser user) {
        return DatabaseCalls.ask(() -> table.create(row(user)))
                .map(Accounts::user)
                .orElseThrow(() ->
                        new StorageException.Refused("the name, id or e-mail address of " + user.name() + " is taken"));
    }

    /** The user of that canonical id. */
    public Optional<User> user(String id) {
        return DatabaseCalls.ask(() -> table.find(id)).map(Accounts::user);
    }

    /** The user of that name. */
    public Optional<User> named(String name) {
        return DatabaseCalls.ask(() -> table.named(name)).map(Accounts::user);
    }

    /** The user of that e-mail address. */
    public Optional<User> ofEmail(String address) {
        return DatabaseCalls.ask(() -> table.ofEmail(address)).map(Accounts::user);
    }

    /** All users, by name. */
    public List<User> users() {
        return DatabaseCalls.ask(table::list).stream().map(Accounts::user).toList();
    }

    /**
     * Removes a user with its keys; false if there is none of that id.
     *
     * @throws StorageException.Refused if the user still owns buckets, is the last administrator, or has the last key of one
     */
    public boolean deleteUser(String id) {
        if (user(id).isEmpty()) {
            return false;
        }
        if (!DatabaseCalls.ask(() -> table.delete(id)) && user(id).isPresent()) {
            throw new StorageException.Refused(
                    "the user still owns buckets, which are to be deleted first, or is the last administrator, or has the last key of one");
        }
        remembered.invalidateAll();
        return true;
    }

    /**
     * Makes a key.
     *
     * @param userId canonical id of the user
     * @param accessKeyId the key's id, or empty for a random one
     * @param secret the key's secret, or empty for a random one
     * @throws StorageException.Refused if there is no such user, or the id is taken or malformed
     */
    public AccessKey createKey(String userId, Optional<String> accessKeyId, Optional<String> secret) {
        return createKey(userId, accessKeyId, secret, Optional.empty());
    }

    /**
     * Makes a key with which no more may be done than a policy allows.
     *
     * @param policy the policy's text; empty for all that the user may
     * @throws StorageException.Refused as above, or if the policy cannot be taken
     */
    public AccessKey createKey(
            String userId, Optional<String> accessKeyId, Optional<String> secret, Optional<String> policy) {
        check(policy);
        String id = accessKeyId.map(Accounts::checkedId).orElseGet(this::randomId);
        String text = secret.map(Accounts::checkedSecret).orElseGet(this::randomSecret);
        if (DatabaseCalls.ask(() -> table.createKey(userId, newKey(id, text, policy)))
                .isEmpty()) {
            throw new StorageException.Refused(
                    user(userId).isEmpty() ? "there is no such user" : "the key id " + id + " is taken");
        }
        return key(id).orElseThrow(() -> new StorageException.ConcurrentConflict("the key was deleted meanwhile"));
    }

    /** What takes in the keys of another store. */
    public KeyImports imports() {
        return new KeyImports(this, table);
    }

    /** A key to be made, checked. */
    NewKey checkedKey(ImportedKey key) {
        check(key.policy());
        return newKey(checkedId(key.accessKeyId()), checkedSecret(key.secret()), key.policy());
    }

    /** The keys of a user, or of all, by id. */
    public List<KeyEntry> keys(Optional<String> userId) {
        return DatabaseCalls.ask(() -> table.keys(userId)).stream()
                .map(key ->
                        new KeyEntry(key.id(), key.account(), key.enabled(), key.created(), key.policy(), key.rate()))
                .toList();
    }

    /**
     * Whether the master key is the one under which the secrets were sealed: true if it opens one of the first hundred, or there
     * is none.
     */
    public boolean opensSecrets() {
        List<KeyEntry> all = keys(Optional.empty());
        return all.isEmpty() || all.stream().limit(TRIED).anyMatch(entry -> opens(entry.accessKeyId()));
    }

    private boolean opens(String accessKeyId) {
        try {
            return key(accessKeyId).isPresent();
        } catch (StorageException.Unreadable _) {
            return false;
        }
    }

    /**
     * Enables or disables a key; false if there is none.
     *
     * @throws StorageException.Refused if it is the last one that may administer
     */
    public boolean enableKey(String accessKeyId, boolean enabled) {
        return changed(accessKeyId, DatabaseCalls.ask(() -> table.enableKey(accessKeyId, enabled)));
    }

    /** What came of changing a key, which is in the way only if it is the last of its kind. */
    private boolean changed(String accessKeyId, boolean done) {
        remembered.invalidate(accessKeyId);
        if (!done && DatabaseCalls.ask(() -> table.credential(accessKeyId)).isPresent()) {
            throw new StorageException.Refused(LAST_KEY);
        }
        return done;
    }

    /**
     * Limits a key to what a policy allows, or lets it do all that its user may; false if there is none.
     *
     * @throws StorageException.Refused if the policy cannot be taken, or it is the last one that may administer
     */
    public boolean limitKey(String accessKeyId, Optional<String> policy) {
        check(policy);
        return changed(accessKeyId, DatabaseCalls.ask(() -> table.setPolicy(accessKeyId, policy)));
    }

    /** Sets how fast each gateway serves a key; false if there is none. */
    public boolean rateKey(String accessKeyId, Rate rate) {
        boolean there = DatabaseCalls.ask(() -> table.setRate(accessKeyId, rate));
        remembered.invalidate(accessKeyId);
        return there;
    }

    /** What holds keys to their rates here. */
    public KeyPaces paces() {
        return paces;
    }

    /**
     * Removes a key; false if there is none.
     *
     * @throws StorageException.Refused if it is the last one that may administer
     */
    public boolean deleteKey(String accessKeyId) {
        return changed(accessKeyId, DatabaseCalls.ask(() -> table.deleteKey(accessKeyId)));
    }

    private AccessKey key(Credential credential) {
        String id = credential.key().id();
        String secret = seal.open(id, credential.key().secret());
        return new AccessKey(
                id,
                secret,
                user(credential.account()),
                credential.key().enabled(),
                credential.key().created(),
                credential.key().policy(),
                credential.key().policy().map(Accounts::limit),
                credential.key().rate());
    }

    private static Policy limit(String policy) {
        try {
            return PolicyReader.ofKey(policy);
        } catch (MalformedPolicyException e) {
            return Policy.unreadable();
        }
    }

    private static void check(Optional<String> policy) {
        try {
            policy.ifPresent(PolicyReader::ofKey);
        } catch (MalformedPolicyException e) {
            throw new StorageException.Refused("the policy cannot be taken: " + e.reason());
        }
    }

    private NewKey newKey(String id, String secret, Optional<String> policy) {
        return new NewKey(id, seal.close(id, secret), Optional.empty(), Optional.empty(), policy);
    }

    NewAccount row(NewUser user) {
        return new NewAccount(
                user.id().orElseGet(this::randomCanonicalId),
                user.name(),
                user.displayName().orElse(user.name()),
                user.email(),
                user.admin());
    }

    private static User user(Account account) {
        return new User(
                account.id(),
                account.name(),
                account.displayName(),
                account.email(),
                account.admin(),
                account.created());
    }

    private String randomCanonicalId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private String randomId() {
        return "AK" + letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 18);
    }

    private String randomSecret() {
        return letters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 40);
    }

    private String letters(String alphabet, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static String checkedId(String id) {
        if (!KEY_ID.matcher(id).matches()) {
            throw new StorageException.Refused("a key id has 3 to 128 letters, digits, - or _");
        }
        return id;
    }

    private static String checkedSecret(String secret) {
        if (!SECRET.matcher(secret).matches()) {
            throw new StorageException.Refused("a secret has 8 to 128 visible ASCII characters");
        }
        return secret;
    }
}
