package io.slime.metadata.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.testing.MetadataForTests;
import io.slime.metadata.transaction.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class AccountIT {
    private static MetadataForTests rig;
    private static AccountTable accounts;

    @BeforeAll
    static void open() {
        rig = MetadataForTests.open();
        accounts = rig.metadata().accounts();
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @Test
    void namesAndIdsAreUnique() {
        Account made = accounts.create(account("1", "unique")).orElseThrow();
        assertThat(accounts.find(made.id())).hasValue(made);
        assertThat(accounts.named("unique")).hasValue(made);
        assertThat(accounts.create(account("1", "different"))).isEmpty();
        assertThat(accounts.create(account("2", "unique"))).isEmpty();
        assertThat(accounts.list()).contains(made);
        assertThat(accounts.named("nobody")).isEmpty();
    }

    @Test
    void aKeyOpensItsAccount() {
        Account account = accounts.create(account("3", "keyed")).orElseThrow();
        Instant expires = Instant.parse("2030-01-01T00:00:00Z");
        AccessKey key = accounts.createKey(
                        account.id(), new NewKey("AKID3", sealed(1), Optional.of(expires), Optional.of("note")))
                .orElseThrow();
        assertThat(key.secret()).isEqualTo(sealed(1));
        assertThat(key.enabled()).isTrue();
        assertThat(key.expires()).hasValue(expires);
        assertThat(accounts.credential("AKID3")).hasValue(new Credential(key, account));
        assertThat(accounts.createKey(account.id(), key("AKID3"))).as("taken").isEmpty();
        assertThat(accounts.createKey("f".repeat(64), key("AKID-nobody"))).isEmpty();
        assertThat(accounts.credential("akid3")).as("case matters").isEmpty();

        assertThat(accounts.enableKey("AKID3", false)).isTrue();
        assertThat(accounts.credential("AKID3").orElseThrow().key().enabled()).isFalse();
        assertThat(accounts.keys(Optional.of(account.id()))).hasSize(1);
        assertThat(accounts.deleteKey("AKID3")).isTrue();
        assertThat(accounts.deleteKey("AKID3")).isFalse();
        assertThat(accounts.enableKey("AKID3", true)).isFalse();
        assertThat(accounts.keys(Optional.of(account.id()))).isEmpty();
    }

    @Test
    void anAccountIsDeletedWithItsKeysUnlessItOwnsABucket() {
        Account account = accounts.create(account("4", "going")).orElseThrow();
        accounts.createKey(account.id(), key("AKID4"));
        rig.metadata().buckets().create("of-going", account.id(), false, false);
        assertThat(accounts.delete(account.id())).isFalse();
        assertThat(accounts.credential("AKID4")).isPresent();
        rig.metadata().buckets().delete("of-going");
        assertThat(accounts.delete(account.id())).isTrue();
        assertThat(accounts.credential("AKID4")).isEmpty();
        assertThat(accounts.keys(Optional.empty())).noneMatch(key -> key.id().equals("AKID4"));
        assertThat(accounts.delete(account.id())).isFalse();
    }

    @Test
    void ofAllAdministratorsThatAreDeletedAtOnceOneStays() throws Exception {
        try (MetadataForTests fresh = MetadataForTests.open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AccountTable table = fresh.metadata().accounts();
            String second = "2".repeat(64);
            table.create(new NewAccount(second, "second", "Second", Optional.empty(), true));
            List<Future<Boolean>> gone = new ArrayList<>();
            for (String id : List.of(MetadataForTests.OWNER, second)) {
                gone.add(threads.submit(() -> table.delete(id)));
            }
            assertThat(gone.get(0).get() ^ gone.get(1).get()).isTrue();
            assertThat(table.list()).hasSize(1).allMatch(Account::admin);
        }
    }

    @Test
    void ofManyGatewaysThatStartOneMakesTheFirstAccount() throws Exception {
        try (MetadataForTests fresh = MetadataForTests.open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AccountTable table = fresh.metadata().accounts();
            assertThat(table.createFirst(account("5", "root"), key("AKID5"))).isEmpty();
            fresh.metadata().transactions().write(connection -> Sql.update(connection, "DELETE FROM slime.account"));
            List<Future<Boolean>> made = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String digit = String.valueOf(i);
                made.add(threads.submit(() -> table.createFirst(account(digit, "root" + digit), key("K" + digit))
                        .isPresent()));
            }
            int count = 0;
            for (Future<Boolean> each : made) {
                count += each.get() ? 1 : 0;
            }
            assertThat(count).isEqualTo(1);
            assertThat(table.list()).hasSize(1);
            assertThat(table.keys(Optional.empty())).hasSize(1);
        }
    }

    @Test
    void aSecretIsNotPrinted() {
        assertThat(sealed(7).toString()).isEqualTo("(sealed)");
    }

    private static NewAccount account(String digit, String name) {
        return new NewAccount(digit.repeat(64), name, "The " + name, Optional.of(name + "@example.com"), false);
    }

    private static NewKey key(String id) {
        return new NewKey(id, sealed(2), Optional.empty(), Optional.empty());
    }

    private static SealedSecret sealed(int fill) {
        return new SealedSecret(new byte[] {(byte) fill, 2, 3}, new byte[] {(byte) fill, 5});
    }
}
