package io.slime.gateway.s3.multipart;

import io.slime.gateway.multipart.Completion;
import io.slime.gateway.multipart.Part;
import io.slime.gateway.multipart.Upload;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.s3.body.Checksum;
import io.slime.gateway.s3.body.ChecksumAlgorithm;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the checksum of an object follows from those of its parts, held against what a CompleteMultipartUpload says the object
 * is. An upload that was created without an algorithm gives the object a checksum if its parts have one in common that
 * combines.
 */
final class PartsChecksums implements Completion.PartsChecksum {
    private static final String SIZE = "x-amz-mp-object-size";
    private static final String TYPE = "x-amz-checksum-type";

    private final HttpHeaders headers;

    /** Against what these headers say. */
    PartsChecksums(HttpHeaders headers) {
        this.headers = headers;
    }

    @Override
    public Checksums of(Upload upload, List<Part> parts) {
        checkSize(parts);
        Optional<ChecksumAlgorithm> algorithm =
                upload.checksumAlgorithm().map(ChecksumAlgorithm::parse).or(() -> inCommon(parts));
        Checksums.Type type = upload.checksumType().orElse(Checksums.Type.FULL_OBJECT);
        headers.first(TYPE).filter(said -> !said.equals(type.name())).ifPresent(said -> {
            throw S3Exception.invalidRequest("The upload was created using the " + type
                    + " checksum mode. The complete request must use the same checksum mode.");
        });
        Checksums made = algorithm.map(a -> make(a, type, parts)).orElse(Checksums.NONE);
        for (ChecksumAlgorithm claimed : ChecksumAlgorithm.values()) {
            headers.first(claimed.header()).ifPresent(value -> checkClaim(claimed, value, made));
        }
        return made;
    }

    private void checkSize(List<Part> parts) {
        Optional<String> said = headers.first(SIZE);
        long size = parts.stream().mapToLong(Part::size).sum();
        if (said.isPresent() && !said.get().equals(Long.toString(size))) {
            throw S3Exception.invalidRequest("The provided '" + SIZE + "' header does not match the size of the parts,"
                    + " which is " + size + " bytes.");
        }
    }

    private static Optional<ChecksumAlgorithm> inCommon(List<Part> parts) {
        return Arrays.stream(ChecksumAlgorithm.values())
                .filter(ChecksumAlgorithm::combines)
                .filter(a -> parts.stream()
                        .allMatch(part -> part.checksums().values().containsKey(a.wireName())))
                .findFirst();
    }

    private static Checksums make(ChecksumAlgorithm algorithm, Checksums.Type type, List<Part> parts) {
        List<Checksum> values =
                parts.stream().map(part -> value(algorithm, part)).toList();
        String whole = switch (type) {
            case COMPOSITE -> Checksum.composite(algorithm, values).wire();
            case FULL_OBJECT -> combined(algorithm, values, parts).base64();
        };
        return new Checksums(Map.of(algorithm.wireName(), whole), type);
    }

    private static Checksum value(ChecksumAlgorithm algorithm, Part part) {
        return Optional.ofNullable(part.checksums().values().get(algorithm.wireName()))
                .map(value -> new Checksum(algorithm, value))
                .orElseThrow(() -> new S3Exception(
                                S3Error.INVALID_PART, "The part has no " + algorithm.wireName() + " checksum.")
                        .with("PartNumber", Integer.toString(part.number())));
    }

    private static Checksum combined(ChecksumAlgorithm algorithm, List<Checksum> values, List<Part> parts) {
        Checksum whole = values.getFirst();
        for (int i = 1; i < values.size(); i++) {
            whole = algorithm.combine(whole, values.get(i), parts.get(i).size());
        }
        return whole;
    }

    private static void checkClaim(ChecksumAlgorithm algorithm, String claim, Checksums made) {
        String value = made.values().get(algorithm.wireName());
        boolean same = value != null && (value.equals(claim) || value.startsWith(claim + "-"));
        if (!same) {
            throw new S3Exception(
                    S3Error.BAD_DIGEST,
                    "The " + algorithm.wireName() + " you specified did not match the calculated checksum.");
        }
    }
}
