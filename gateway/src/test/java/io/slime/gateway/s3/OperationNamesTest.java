package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.s3.operation.Operation;
import io.slime.gateway.s3.operation.S3Operation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An operation that is supported has a class of its name, but for reads of what cannot be set; one that is not has none. */
final class OperationNamesTest {
    private static final List<String> ROOMS =
            List.of("access", "bucket", "cors", "encryption", "lifecycle", "listing", "lock", "multipart", "object");

    /** What {@code GetUnset} answers. */
    private static final Set<Operation> UNSET = EnumSet.of(
            Operation.GET_BUCKET_LOGGING,
            Operation.GET_BUCKET_NOTIFICATION_CONFIGURATION,
            Operation.GET_BUCKET_WEBSITE,
            Operation.GET_BUCKET_REPLICATION,
            Operation.GET_BUCKET_ANALYTICS_CONFIGURATION,
            Operation.GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
            Operation.GET_BUCKET_INVENTORY_CONFIGURATION,
            Operation.GET_BUCKET_METRICS_CONFIGURATION,
            Operation.LIST_BUCKET_ANALYTICS_CONFIGURATIONS,
            Operation.LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS,
            Operation.LIST_BUCKET_INVENTORY_CONFIGURATIONS,
            Operation.LIST_BUCKET_METRICS_CONFIGURATIONS);

    @ParameterizedTest
    @EnumSource(Operation.class)
    void hasAClassOfItsName(Operation operation) {
        List<Class<?>> found = ROOMS.stream()
                .flatMap(room -> find("io.slime.gateway.s3." + room + "." + operation.wireName()))
                .toList();
        assertThat(found)
                .hasSize(operation.supported() && !UNSET.contains(operation) ? 1 : 0)
                .allMatch(S3Operation.class::isAssignableFrom);
    }

    private static Stream<Class<?>> find(String name) {
        try {
            return Stream.of(Class.forName(name));
        } catch (ClassNotFoundException e) {
            return Stream.empty();
        }
    }
}
