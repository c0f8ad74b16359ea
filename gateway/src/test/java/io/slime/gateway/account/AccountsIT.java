package io.slime.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slime.gateway.failure.StorageException;
import io.slime.metadata.Metadata;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.testing.PostgresForTests;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AccountsIT {
    private final Metadata metadata = Metadata.open(MetadataConfig.of(PostgresForTests.freshDatabase()));
    private final Accounts accounts = accounts(1);

    @AfterEach
    void close() {
        metadata.close();
    }

    @Test
    void rootIsMadeOnce() {
        AccessKey root = accounts.createRoot(Optional.empty(), Optional.empty()).orElseThrow();
        assertThat(root.accessKeyId()).matches("AK[A-Z2-7]{18}");
        assertThat(root.secret()).matches("[A-Za-z0-9+/]{40}");
        assertThat(root.user().name()).isEqualTo("root");
        assertThat(root.user().admin()).isTrue();
        assertThat(root.user().id()).matches("[0-9a-f]{64}");
        assertThat(root.enabled()).isTrue();
        assertThat(root.toString()).doesNotContain(root.secret());
        assertThat(accounts.createRoot(Optional.empty(), Optional.empty())).isEmpty();
        assertThat(accounts.users()).containsExactly(root.user());
        assertThat(accounts(1).key(root.accessKeyId())).contains(root);
    }

    @Test
    void knowsWhetherTheMasterKeyIsTheRightOne() {
        assertThat(accounts(9).opensSecrets()).as("there are none yet").isTrue();
        accounts.createRoot(Optional.empty(), Optional.empty());
        assertThat(accounts(1).opensSecrets()).isTrue();
        assertThat(accounts(9).opensSecrets()).isFalse();
    }

    @Test
    void rootMayBringItsKey() {
        AccessKey root = accounts.createRoot(Optional.of("my-root"), Optional.of("my secret".replace(' ', '_')))
                .orElseThrow();
        assertThat(root.accessKeyId()).isEqualTo("my-root");
        assertThat(root.secret()).isEqualTo("my_secret");
    }

    @Test
    void noSecretIsKeptInTheClear() {
        AccessKey root = accounts.createRoot(Optional.empty(), Optional.of("open-sesame"))
                .orElseThrow();
        byte[] kept = metadata.accounts()
                .credential(root.accessKeyId())
                .orElseThrow()
                .key()
                .secret()
                .ciphertext();
        assertThat(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("sesame");
        assertThatExceptionOfType(StorageException.Unreadable.class)
                .isThrownBy(() -> accounts(2).key(root.accessKeyId()));
    }

    @Test
    void namesIdsAndAddressesAreUnique() {
        User made = accounts.createUser(new NewUser(
                "ann", Optional.of("d".repeat(64)), Optional.of("Ann A."), Optional.of("ann@example.org"), false));
        assertThat(made.displayName()).isEqualTo("Ann A.");
        assertThat(accounts.user(made.id())).contains(made);
        assertThat(accounts.named("ann")).contains(made);
        refused(NewUser.named("ann"));
        refused(new NewUser("bob", Optional.of("d".repeat(64)), Optional.empty(), Optional.empty(), false));
        refused(new NewUser("bob", Optional.empty(), Optional.empty(), Optional.of("ann@example.org"), false));
        assertThat(accounts.createUser(NewUser.named("bob")).displayName()).isEqualTo("bob");
        assertThat(accounts.users()).extracting(User::name).containsExactly("ann", "bob");
    }

    @Test
    void malformedUsersAndKeysAreRefused() {
        assertThatExceptionOfType(StorageException.Refused.class).isThrownBy(() -> NewUser.named("a\nb"));
        assertThatExceptionOfType(StorageException.Refused.class).isThrownBy(() -> NewUser.named(""));
        assertThatExceptionOfType(StorageException.Refused.class)
                .isThrownBy(() -> new NewUser("a", Optional.of("D"), Optional.empty(), Optional.empty(), false));
        User ann = accounts.createUser(NewUser.named("ann"));
        refusedKey(ann, "a/b", "secret-secret");
        refusedKey(ann, "ab", "secret-secret");
        refusedKey(ann, "abc", "short");
        refusedKey(ann, "abc", "with blank inside");
        assertThat(accounts.keys(Optional.of(ann.id()))).isEmpty();
    }

    @Test
    void keysAreMadeListedAndRemoved() {
        User ann = accounts.createUser(NewUser.named("ann"));
        AccessKey first = accounts.createKey(ann.id(), Optional.of("ann-1"), Optional.of("secret-of-ann"));
        AccessKey second = accounts.createKey(ann.id(), Optional.empty(), Optional.empty());
        assertThat(first.user()).isEqualTo(ann);
        assertThat(accounts.key("ann-1")).contains(first);
        assertThat(accounts.keys(Optional.of(ann.id())))
                .extracting(KeyEntry::accessKeyId)
                .containsExactlyInAnyOrder("ann-1", second.accessKeyId());
        refusedKey(ann, "ann-1", "another-secret");
        assertThat(accounts.key("ann-1")).contains(first);
        assertThatExceptionOfType(StorageException.Refused.class)
                .isThrownBy(() -> accounts.createKey("e".repeat(64), Optional.empty(), Optional.empty()));
        assertThat(accounts.deleteKey("ann-1")).isTrue();
        assertThat(accounts.deleteKey("ann-1")).isFalse();
        assertThat(accounts.key("ann-1")).isEmpty();
        assertThat(accounts.key("never")).isEmpty();
        assertThat(accounts.keys(Optional.empty())).hasSize(1);
    }

    @Test
    void aDisabledKeyIsDisabledEverywhereWithinFiveSeconds() {
        User ann = accounts.createUser(NewUser.named("ann"));
        accounts.createKey(ann.id(), Optional.of("ann-1"), Optional.of("secret-of-ann"));
        Accounts elsewhere = accounts(1);
        assertThat(elsewhere.key("ann-1"))
                .hasValueSatisfying(key -> assertThat(key.enabled()).isTrue());
        assertThat(accounts.enableKey("ann-1", false)).isTrue();
        assertThat(accounts.key("ann-1"))
                .hasValueSatisfying(key -> assertThat(key.enabled()).isFalse());
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> !elsewhere.key("ann-1").orElseThrow().enabled());
        assertThat(accounts.enableKey("ann-1", true)).isTrue();
        assertThat(accounts.key("ann-1").orElseThrow().enabled()).isTrue();
        assertThat(accounts.enableKey("never", false)).isFalse();
    }

    @Test
    void aUserGoesWithItsKeysUnlessItOwnsBuckets() {
        User ann = accounts.createUser(NewUser.named("ann"));
        accounts.createKey(ann.id(), Optional.of("ann-1"), Optional.of("secret-of-ann"));
        metadata.buckets().create("anns", ann.id(), false, false);
        assertThatExceptionOfType(StorageException.Refused.class).isThrownBy(() -> accounts.deleteUser(ann.id()));
        assertThat(accounts.key("ann-1")).isPresent();
        metadata.buckets().delete("anns");
        assertThat(accounts.deleteUser(ann.id())).isTrue();
        assertThat(accounts.key("ann-1")).isEmpty();
        assertThat(accounts.users()).isEqualTo(List.of());
        assertThat(accounts.deleteUser(ann.id())).isFalse();
    }

    private Accounts accounts(int master) {
        return new Accounts(metadata.accounts(), new SecretSeal(SecretSealTest.key(master)));
    }

    private void refused(NewUser user) {
        assertThatExceptionOfType(StorageException.Refused.class).isThrownBy(() -> accounts.createUser(user));
    }

    private void refusedKey(User user, String id, String secret) {
        assertThatExceptionOfType(StorageException.Refused.class)
                .isThrownBy(() -> accounts.createKey(user.id(), Optional.of(id), Optional.of(secret)));
    }
}
