package io.slime.gateway.s3.operation;

import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.PercentCoding;
import java.util.Optional;

/**
 * How a listing shows keys, and what else is made of them: as they are, or percent-encoded for clients whose XML cannot hold
 * all of them.
 *
 * @param type the value of {@code encoding-type}: {@code url}, or none
 */
public record KeyEncoding(Optional<String> type) {
    private static final String PARAMETER = "encoding-type";

    /**
     * The encoding that a request asks for.
     *
     * @throws S3Exception {@code InvalidArgument} if it is none of S3's
     */
    public static KeyEncoding of(S3Request request) {
        Optional<String> type = request.parameter(PARAMETER);
        if (type.filter(t -> !t.equals("url")).isPresent()) {
            throw S3Exception.invalidArgument("Invalid Encoding Method specified in Request", PARAMETER, type.get());
        }
        return new KeyEncoding(type);
    }

    /** The key as it is shown. */
    public String shown(String key) {
        return type.isPresent() ? PercentCoding.encodeKey(key) : key;
    }
}
