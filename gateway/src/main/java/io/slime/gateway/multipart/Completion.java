package io.slime.gateway.multipart;

import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.Preconditions;
import java.util.List;
import java.util.Map;

/**
 * A request to make an object of an upload's parts.
 *
 * @param uploadId the upload
 * @param path the upload's path: bucket and key as stored
 * @param parts the parts, in ascending order of their numbers
 * @param preconditions what must hold at the path
 * @param checksums makes the object's checksums of its parts, and may refuse by throwing
 */
public record Completion(
        String uploadId, String path, List<NamedPart> parts, Preconditions preconditions, PartsChecksum checksums) {
    /** Keeps a copy. */
    public Completion {
        parts = List.copyOf(parts);
    }

    /**
     * A part as the request names it.
     *
     * @param number its number
     * @param etag its entity tag, without quotes
     * @param checksums the checksums that it must have, by algorithm, in base64; may be empty
     */
    public record NamedPart(int number, String etag, Map<String, String> checksums) {
        /** Keeps a copy. */
        public NamedPart {
            checksums = Map.copyOf(checksums);
        }
    }

    /** How the object's checksums follow from those of its parts. */
    @FunctionalInterface
    public interface PartsChecksum {
        /**
         * The object's checksums.
         *
         * @param upload the upload
         * @param parts the parts as they are stored, in the object's order, checked against the request
         */
        Checksums of(Upload upload, List<Part> parts);
    }
}
