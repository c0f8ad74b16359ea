package io.slime.gateway.s3.body;

import io.slime.gateway.s3.auth.PayloadMode;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a request says of its content, to be held against the bytes that come.
 *
 * @param md5 Content-MD5
 * @param sha256 the signed SHA-256 of the body, in hex
 * @param checksum the checksum in a header
 * @param trailer the checksum that is to come in a trailer
 * @param wanted the checksum to compute though none is claimed
 */
record ContentClaims(
        Optional<byte[]> md5,
        Optional<String> sha256,
        Optional<Checksum> checksum,
        Optional<ChecksumAlgorithm> trailer,
        Optional<ChecksumAlgorithm> wanted) {

    private static final Set<String> NOT_VALUES =
            Set.of("x-amz-checksum-type", "x-amz-checksum-algorithm", "x-amz-checksum-mode");
    private static final String SDK_ALGORITHM = "x-amz-sdk-checksum-algorithm";
    private static final String TRAILER = "x-amz-trailer";

    /** All claims in the headers. */
    static ContentClaims parse(HttpHeaders headers, PayloadMode payload) {
        List<Checksum> sent = new ArrayList<>();
        for (String name : headers.names()) {
            if (name.startsWith(ChecksumAlgorithm.PREFIX) && !NOT_VALUES.contains(name)) {
                ChecksumAlgorithm algorithm = ofHeader(name, "Unknown checksum header " + name);
                headers.all(name).forEach(value -> sent.add(Checksum.parse(algorithm, value.strip())));
            }
        }
        List<ChecksumAlgorithm> trailers = trailers(headers, payload);
        if (sent.size() + trailers.size() > 1) {
            throw S3Exception.invalidRequest(
                    "Expecting a single x-amz-checksum- header. Multiple checksum Types are not" + " allowed.");
        }
        Optional<ChecksumAlgorithm> claimed = Stream.concat(sent.stream().map(Checksum::algorithm), trailers.stream())
                .findFirst();
        checkSdkAlgorithm(headers, claimed);
        return new ContentClaims(
                md5(headers),
                payload instanceof PayloadMode.Signed(String sha256) ? Optional.of(sha256) : Optional.empty(),
                sent.stream().findFirst(),
                trailers.stream().findFirst(),
                headers.first("x-amz-checksum-algorithm").map(ChecksumAlgorithm::parse));
    }

    /** The claims about the bytes of the body alone, where the checksum headers speak of something else. */
    static ContentClaims withoutChecksums(HttpHeaders headers, PayloadMode payload) {
        HttpHeaders.Builder rest = HttpHeaders.builder();
        for (String name : headers.names()) {
            if (!name.startsWith(ChecksumAlgorithm.PREFIX) && !name.equals(SDK_ALGORITHM)) {
                headers.all(name).forEach(value -> rest.add(name, value));
            }
        }
        return parse(rest.build(), payload);
    }

    /** The same claims, computing a checksum where none is claimed. */
    ContentClaims wanting(ChecksumAlgorithm algorithm) {
        return new ContentClaims(md5, sha256, checksum, trailer, Optional.of(algorithm));
    }

    /** The checksum that has to be computed. */
    Optional<ChecksumAlgorithm> algorithm() {
        return checksum.map(Checksum::algorithm).or(() -> trailer).or(() -> wanted);
    }

    private static Optional<byte[]> md5(HttpHeaders headers) {
        return headers.first("content-md5")
                .map(text -> Base64Value.decode(text, 16)
                        .orElseThrow(() -> new S3Exception(
                                        S3Error.INVALID_DIGEST, "The Content-MD5 you specified is not valid.")
                                .with("Content-MD5", text)));
    }

    private static List<ChecksumAlgorithm> trailers(HttpHeaders headers, PayloadMode payload) {
        List<ChecksumAlgorithm> algorithms = new ArrayList<>();
        for (String list : headers.all(TRAILER)) {
            for (String name : list.split(",", -1)) {
                algorithms.add(ofHeader(
                        name.strip().toLowerCase(Locale.ROOT),
                        "The value specified in the x-amz-trailer header is not supported"));
            }
        }
        boolean possible = payload instanceof PayloadMode.UnsignedChunks
                || (payload instanceof PayloadMode.SignedChunks(boolean trailer) && trailer);
        if (!algorithms.isEmpty() && !possible) {
            throw S3Exception.invalidRequest(
                    "x-amz-trailer needs an x-amz-content-sha256 that announces trailers, in place of "
                            + payload.wire());
        }
        return algorithms;
    }

    private static ChecksumAlgorithm ofHeader(String name, String refusal) {
        if (!name.startsWith(ChecksumAlgorithm.PREFIX)) {
            throw S3Exception.invalidRequest(refusal);
        }
        return ChecksumAlgorithm.find(name.substring(ChecksumAlgorithm.PREFIX.length()))
                .orElseThrow(() -> S3Exception.invalidRequest(refusal));
    }

    private static void checkSdkAlgorithm(HttpHeaders headers, Optional<ChecksumAlgorithm> claimed) {
        Optional<ChecksumAlgorithm> said = headers.first(SDK_ALGORITHM).map(ChecksumAlgorithm::parse);
        if (said.isPresent() && claimed.isEmpty()) {
            throw S3Exception.invalidRequest("x-amz-sdk-checksum-algorithm specified, but no corresponding"
                    + " x-amz-checksum-* or x-amz-trailer headers were found.");
        }
        if (said.isPresent() && !said.equals(claimed)) {
            throw S3Exception.invalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.");
        }
    }
}
