package io.slime.gateway.s3.auth;

/**
 * What a signature holds for.
 *
 * @param date the day, {@code yyyyMMdd}
 * @param region the region
 * @param service the service, {@code s3} here
 */
record Scope(String date, String region, String service) {
    static final String TERMINATOR = "aws4_request";

    /** The form in credentials and in strings to sign. */
    @Override
    public String toString() {
        return date + "/" + region + "/" + service + "/" + TERMINATOR;
    }
}
