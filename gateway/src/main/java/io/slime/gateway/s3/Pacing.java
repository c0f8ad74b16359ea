package io.slime.gateway.s3;

import io.slime.gateway.account.AccessKey;
import io.slime.gateway.account.Accounts;
import io.slime.gateway.s3.auth.Identity;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Serves requests at the rates of the keys that signed them; what comes too fast is told to slow down. */
final class Pacing {
    private final Accounts accounts;

    Pacing(Accounts accounts) {
        this.accounts = accounts;
    }

    void serve(S3Operation operation, S3Request request) throws IOException {
        Optional<AccessKey> paced = request.identity() instanceof Identity.Authenticated known
                ? accounts.key(known.key().accessKeyId())
                        .filter(key -> !key.rate().isNone())
                : Optional.empty();
        if (paced.isEmpty()) {
            operation.serve(request);
            return;
        }
        Optional<Duration> wait = accounts.paces().admit(paced.get());
        if (wait.isPresent()) {
            throw new S3Exception(S3Error.SLOW_DOWN)
                    .withHeader("Retry-After", Long.toString(wait.get().toSeconds() + 1));
        }
        try {
            operation.serve(request);
        } finally {
            accounts.paces().count(paced.get(), request.call().bodyBytes());
        }
    }
}
