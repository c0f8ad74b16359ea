package io.slime.gateway.s3;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.ObjectAddress;
import io.slime.gateway.s3.header.QueryParameters;
import io.slime.gateway.s3.operation.Operation;

/**
 * Says which operation a request means. Nothing falls through: a subresource, parameter or header that would be ignored ends
 * the request, so that {@code PUT /bucket/key?foo} never overwrites an object.
 */
final class Router {
    private Router() {}

    /**
     * The operation meant; all that the request says is understood by it.
     *
     * @throws S3Exception {@code NotImplemented} for an operation, parameter or header that is not supported,
     *     {@code MethodNotAllowed} where S3 has no operation of that method
     */
    static Operation route(String method, ObjectAddress address, QueryParameters query, HttpHeaders headers) {
        Operation operation = Operation.meant(method, address, query, headers)
                .orElseThrow(() -> new S3Exception(S3Error.METHOD_NOT_ALLOWED)
                        .with("Method", method)
                        .with("ResourceType", resourceType(address)));
        for (QueryParameters.Parameter parameter : query.entries()) {
            if (!operation.understandsParameter(parameter.name())) {
                throw S3Exception.notImplemented(
                                "A query parameter you provided implies functionality that is not implemented")
                        .with("Parameter", parameter.name());
            }
        }
        if (!operation.supported()) {
            throw S3Exception.notImplemented(operation.wireName() + " is not implemented");
        }
        for (String name : headers.names()) {
            if (!operation.understandsHeader(name)) {
                throw S3Exception.notImplementedHeader(name);
            }
        }
        return operation;
    }

    private static String resourceType(ObjectAddress address) {
        if (address.bucket().isEmpty()) {
            return "SERVICE";
        }
        return address.key().isEmpty() ? "BUCKET" : "OBJECT";
    }
}
