package io.slime.gateway.s3.lifecycle;

import io.slime.gateway.lifecycle.LifecycleRules.Least;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.S3Request;
import java.util.Optional;

/** The header that says how large an object must at least be to get another storage class. */
final class LeastHeader {
    private static final String NAME = "x-amz-transition-default-minimum-object-size";
    private static final String ALL = "all_storage_classes_128K";
    private static final String VARIES = "varies_by_storage_class";

    private LeastHeader() {}

    static Least read(S3Request request) {
        Optional<String> sent = request.headers().first(NAME);
        return switch (sent.orElse(ALL)) {
            case ALL -> Least.ALL_128K;
            case VARIES -> Least.VARIES;
            default ->
                throw S3Exception.invalidArgument("Invalid TransitionDefaultMinimumObjectSize found", NAME, sent.get());
        };
    }

    static void show(Least least, S3Request request) {
        request.call().setHeader(NAME, least == Least.VARIES ? VARIES : ALL);
    }
}
