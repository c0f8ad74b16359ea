package io.slime.gateway.account;

import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.account.AccountTable;
import io.slime.metadata.account.KeyImport;
import io.slime.metadata.account.NewAccount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes in the keys of another store: all of them or none. A key that is there already, of the same user and with the same secret, is left alone. */
public final class KeyImports {
    private static final int MOST_NAMED = 5;

    private final Accounts accounts;
    private final AccountTable table;

    KeyImports(Accounts accounts, AccountTable table) {
        this.accounts = accounts;
        this.table = table;
    }

    /**
     * What was made.
     *
     * @param users users that were not there
     * @param keys keys that were not there
     * @param known keys that were there already, the same
     */
    public record Result(int users, int keys, int known) {}

    /**
     * Takes them in.
     *
     * @param makeUsers whether users that are not there are made
     * @throws StorageException.Refused if anything is malformed, named twice or taken, or a user is missing; nothing is made then
     */
    public Result run(List<ImportedKey> keys, boolean makeUsers) {
        Map<String, ImportedKey> wanted = new LinkedHashMap<>();
        Map<String, NewAccount> users = new LinkedHashMap<>();
        List<KeyImport.Owned> owned = new ArrayList<>();
        for (ImportedKey key : keys) {
            if (wanted.putIfAbsent(key.accessKeyId(), key) != null) {
                throw new StorageException.Refused("the key id " + key.accessKeyId() + " is there twice");
            }
            if (isKnown(key)) {
                continue;
            }
            if (makeUsers) {
                users.computeIfAbsent(key.user(), name -> accounts.row(NewUser.named(name)));
            }
            owned.add(new KeyImport.Owned(key.user(), accounts.checkedKey(key)));
        }
        KeyImport work = new KeyImport(List.copyOf(users.values()), owned);
        return switch (DatabaseCalls.ask(() -> table.importKeys(work))) {
            case KeyImport.Made made -> new Result(made.accounts(), made.keys(), keys.size() - owned.size());
            case KeyImport.Refused refused -> throw new StorageException.Refused(why(refused));
        };
    }

    private boolean isKnown(ImportedKey key) {
        Optional<AccessKey> there = accounts.key(key.accessKeyId());
        return there.filter(known ->
                        known.user().name().equals(key.user()) && known.secret().equals(key.secret()))
                .isPresent();
    }

    private static String why(KeyImport.Refused refused) {
        List<String> reasons = new ArrayList<>();
        if (!refused.taken().isEmpty()) {
            reasons.add("there are other keys of the ids " + some(refused.taken()));
        }
        if (!refused.unknown().isEmpty()) {
            reasons.add("there are no users " + some(refused.unknown()));
        }
        if (!refused.clashing().isEmpty()) {
            reasons.add("others have the id or address of the users " + some(refused.clashing()));
        }
        return String.join("; ", reasons) + "; no key was imported";
    }

    private static String some(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
        return names.size() > MOST_NAMED ? first + " and " + (names.size() - MOST_NAMED) + " more" : first;
    }
}
