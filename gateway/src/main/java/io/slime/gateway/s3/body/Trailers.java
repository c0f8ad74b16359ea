package io.slime.gateway.s3.body;

import io.slime.gateway.s3.auth.ChunkSigning;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The trailers after the last chunk: only those that x-amz-trailer announced, each once, and signed where it is the rule. */
final class Trailers {
    /** Whether trailers may come, and how they are signed. */
    enum Rule {
        NONE,
        UNSIGNED,
        SIGNED
    }

    private static final String SIGNATURE = "x-amz-trailer-signature";

    private final Optional<ChecksumAlgorithm> announced;
    private final Rule rule;
    private final SortedMap<String, String> values = new TreeMap<>();
    private Optional<String> signature = Optional.empty();

    Trailers(Optional<ChecksumAlgorithm> announced, Rule rule) {
        this.announced = announced;
        this.rule = rule;
    }

    /** Takes one line without its end. */
    void add(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0 || rule == Rule.NONE || signature.isPresent()) {
            throw malformed();
        }
        String name = line.substring(0, colon);
        String value = line.substring(colon + 1).strip();
        if (name.equals(SIGNATURE) && rule == Rule.SIGNED) {
            signature = Optional.of(value);
            return;
        }
        boolean expected = announced.filter(a -> a.header().equals(name)).isPresent();
        if (!expected || values.put(name, value) != null) {
            throw malformed();
        }
    }

    /** All lines are there: checks that nothing announced is missing, and the signature. */
    void end(Optional<ChunkSigning> signing, String lastChunkSignature) {
        if (announced.isPresent() && values.isEmpty()) {
            throw malformed();
        }
        if (rule != Rule.SIGNED) {
            return;
        }
        StringBuilder canonical = new StringBuilder();
        values.forEach((name, value) ->
                canonical.append(name).append(':').append(value).append('\n'));
        String expected = signing.orElseThrow().trailer(lastChunkSignature, canonical.toString());
        String given = signature.orElseThrow(Trailers::malformed);
        if (!ChunkSigning.equal(expected, given)) {
            throw new S3Exception(S3Error.SIGNATURE_DOES_NOT_MATCH);
        }
    }

    /** The value of an announced checksum, after {@link #end}. */
    String value(ChecksumAlgorithm algorithm) {
        String value = values.get(algorithm.header());
        if (value == null) {
            throw malformed();
        }
        return value;
    }

    static S3Exception malformed() {
        return new S3Exception(S3Error.MALFORMED_TRAILER_ERROR);
    }
}
