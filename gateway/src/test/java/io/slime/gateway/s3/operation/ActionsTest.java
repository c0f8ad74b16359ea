package io.slime.gateway.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.gateway.access.Caller;
import io.slime.gateway.access.Context;
import io.slime.gateway.access.PolicyReader;
import io.slime.gateway.access.Rules;
import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.s3.error.S3Exception;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ActionsTest {
    /** Browsers ask these, without any credential, and are told only what the bucket's CORS rules say. */
    private static final Set<Operation> PREFLIGHTS = Set.of(Operation.PREFLIGHT_BUCKET, Operation.PREFLIGHT_OBJECT);

    private static final BucketName BUCKET = new BucketName("b-1");

    @Test
    void everySupportedOperationHasAnAction() {
        assertThat(Arrays.stream(Operation.values())
                        .filter(Operation::supported)
                        .filter(operation -> !PREFLIGHTS.contains(operation))
                        .filter(operation -> operation.action().isEmpty()))
                .as("operations that are for the owner alone, since policies have no name for them")
                .isEmpty();
    }

    @Test
    void namesTheActionOfAVersion() {
        assertThat(Operation.GET_OBJECT.action().orElseThrow().named(false)).isEqualTo("s3:GetObject");
        assertThat(Operation.GET_OBJECT.action().orElseThrow().named(true)).isEqualTo("s3:GetObjectVersion");
        assertThat(Operation.PUT_OBJECT.action().orElseThrow().named(true)).isEqualTo("s3:PutObject");
    }

    @Test
    void anOperationWithoutAnActionIsForTheOwnerAlone() {
        assertThat(Operation.CREATE_SESSION.action()).isEmpty();
        Caller owner = Caller.user("owner", "owner", Optional.empty());
        Caller another = Caller.user("another", "another", Optional.empty());
        assertThatThrownBy(() -> pass(another))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo("AccessDenied"));
        assertThatThrownBy(() -> pass(Caller.anonymous("owner"))).isInstanceOf(S3Exception.class);
        assertThatCode(() -> pass(owner)).doesNotThrowAnyException();
    }

    @Test
    void aLimitedKeyOfTheOwnerMayNotDoWhatHasNoAction() {
        String everything = """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}
                """;
        Caller limited = Caller.user("owner", "owner", Optional.of(PolicyReader.ofKey(everything)));
        assertThatThrownBy(() -> pass(limited)).isInstanceOf(S3Exception.class);
    }

    private static void pass(Caller caller) {
        new Gate(
                        BUCKET,
                        false,
                        Rules.none("owner"),
                        caller,
                        new Gate.Asked(List::of, need -> Context.NOTHING, Optional::empty))
                .demandAll(Optional.of("k"), Optional.empty(), Optional.empty());
    }
}
