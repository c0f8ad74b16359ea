package io.slime.gateway.s3.operation;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.s3.error.S3Exception;
import java.io.IOException;

/** One operation of S3. Who asks is proven or nobody in particular, and the request says nothing that the operation does not understand. */
@FunctionalInterface
public interface S3Operation {
    /**
     * Answers the request.
     *
     * @throws S3Exception to end it with an error
     * @throws StorageException to end it with the error that S3 has for this
     * @throws IOException when the client is gone
     */
    void serve(S3Request request) throws IOException;
}
