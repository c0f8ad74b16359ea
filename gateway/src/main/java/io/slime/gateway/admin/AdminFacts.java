package io.slime.gateway.admin;

import java.util.Optional;

/**
 * What does not change while the process runs.
 *
 * @param version of Slime, such as {@code 0.1.0}
 * @param database product and version, such as {@code PostgreSQL 18.6}
 * @param s3 where S3 is served, if it is
 */
public record AdminFacts(String version, String database, Optional<S3> s3) {
    /**
     * The S3 listener.
     *
     * @param url by which clients reach it
     * @param region for which they sign
     */
    public record S3(String url, String region) {}
}
