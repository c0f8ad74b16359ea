package io.slime.gateway.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.BucketVersioning;
import io.slime.gateway.s3.error.S3Exception;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ActionsTest {
    private static final Bucket BUCKET =
            new Bucket(new BucketName("b-1"), "owner", Instant.EPOCH, "us-east-1", BucketVersioning.NEVER, false);

    @Test
    void everySupportedOperationHasAnAction() {
        assertThat(Arrays.stream(Operation.values())
                        .filter(Operation::supported)
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
        assertThat(Operation.RENAME_OBJECT.action()).isEmpty();
        assertThatThrownBy(() -> pass("another", List.of()))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo("AccessDenied"));
        assertThatThrownBy(() -> pass(S3Request.ANONYMOUS, List.of())).isInstanceOf(S3Exception.class);
        assertThatCode(() -> pass("owner", List.of())).doesNotThrowAnyException();
    }

    private static void pass(String caller, List<String> asked) {
        new Gate(BUCKET, caller, asked).demandAll(Optional.of("k"), Optional.empty(), Optional.empty());
    }
}
