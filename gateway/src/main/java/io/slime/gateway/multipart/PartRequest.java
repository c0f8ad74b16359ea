package io.slime.gateway.multipart;

/**
 * A part to write.
 *
 * @param uploadId the upload
 * @param path the upload's path: bucket and key as stored
 * @param number the part's number, in [1, 10000]
 * @param knownLength length in bytes, or -1 if it is not known before the end
 */
public record PartRequest(String uploadId, String path, int number, long knownLength) {
    /** Checks the number. */
    public PartRequest {
        if (number < 1 || number > Part.MAX_NUMBER) {
            throw new IllegalArgumentException("no part number: " + number);
        }
    }
}
