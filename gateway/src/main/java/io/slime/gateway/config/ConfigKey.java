package io.slime.gateway.config;

import java.util.List;

/**
 * A key of the configuration, as people are told of it.
 *
 * @param name with its section, such as {@code s3.region}
 * @param kind what its value is
 * @param absent what holds where nothing is said, as it would be written; empty for nothing
 * @param meaning what it is for
 */
public record ConfigKey(String name, Kind kind, String absent, String meaning) {
    /** What a value is, and how it is written. */
    public enum Kind {
        ADDRESS("address"),
        BYTES("size"),
        CHOICE("choice"),
        DURATION("duration"),
        FILE("file"),
        FLAG("true or false"),
        LIST("list"),
        NUMBER("number"),
        SECRET_FILE("file of a secret"),
        TEXT("text");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** What people call it. */
        public String words() {
            return words;
        }
    }

    private static final String CERTIFICATE = "PEM file of the certificate and its chain, the listener's own first";
    private static final String PRIVATE_KEY = "PEM file of its private key: PKCS#8, PKCS#1 or EC, not encrypted";

    /** All keys of a configuration file, in its order. */
    public static final List<ConfigKey> ALL = List.of(
            new ConfigKey(
                    "proxy.listen",
                    Kind.ADDRESS,
                    "127.0.0.1:17942",
                    "the native API (/data, /stores, /redundancy); off loopback it wants a key"),
            new ConfigKey(
                    "proxy.parallel-requests",
                    Kind.NUMBER,
                    "512",
                    "requests worked on at once by all fronts, 1 to 100000; more wait"),
            new ConfigKey(
                    "proxy.scrubbers",
                    Kind.NUMBER,
                    "1",
                    "background threads, 1 to 64: repair, reconcile, reclaim; -1 leaves all of that to other gateways"),
            new ConfigKey(
                    "proxy.root-key-file",
                    Kind.FILE,
                    "",
                    "where the first start on an empty database writes root's key, mode 0600; printed once if not set"),
            new ConfigKey("proxy.tls.certificate-file", Kind.FILE, "", CERTIFICATE),
            new ConfigKey("proxy.tls.key-file", Kind.FILE, "", PRIVATE_KEY),
            new ConfigKey("proxy.database.type", Kind.CHOICE, "postgresql", "the kind of database; there is one"),
            new ConfigKey(
                    DatabaseConfig.DSN,
                    Kind.TEXT,
                    "",
                    "the database: user=… dbname=… host=…, postgresql://… or jdbc:postgresql://…; --metadata and SLIME_METADATA"
                            + " win over it, SLIME_PGDSN is used where nothing else names one"),
            new ConfigKey("proxy.database.user", Kind.TEXT, "", "who connects, where the address does not say"),
            new ConfigKey(
                    "proxy.database.password-file",
                    Kind.SECRET_FILE,
                    "",
                    "the password, where the address does not say"),
            new ConfigKey(
                    "chunk.listen",
                    Kind.ADDRESS,
                    Sections.CHUNK_LISTEN.toString(),
                    "the chunk protocol, for gateways only; off loopback it wants security.cluster-secret-file; slime server: none"),
            new ConfigKey(
                    "chunk.dirs",
                    Kind.LIST,
                    "",
                    "formatted store directories (slime fmt-dir), one per drive; they may appear and vanish while it runs"),
            new ConfigKey(
                    "chunk.parallel-requests",
                    Kind.NUMBER,
                    "512",
                    "requests worked on at once, 1 to 100000; more wait"),
            new ConfigKey(
                    "chunk.reserve",
                    Kind.BYTES,
                    "",
                    "space of each drive that is left to deletes and to others; the smaller of 5 % and 10 GiB if not set"),
            new ConfigKey(
                    "chunk.domain", Kind.TEXT, "", "what fails together with these stores; the host's name if not set"),
            new ConfigKey(
                    "chunk.scrubber.sleep-per-file", Kind.DURATION, "50ms", "pause of the scrub after each chunk"),
            new ConfigKey(
                    "chunk.scrubber.sleep-per-byte", Kind.DURATION, "1500ns", "pause of the scrub for each byte read"),
            new ConfigKey("s3.listen", Kind.ADDRESS, "127.0.0.1:17943", "S3"),
            new ConfigKey("s3.region", Kind.TEXT, "us-east-1", "the region that clients must sign for"),
            new ConfigKey(
                    "s3.domains",
                    Kind.LIST,
                    "",
                    "domains whose sub-domains are buckets: with s3.example.com, photos.s3.example.com is the bucket photos"),
            new ConfigKey("s3.public-url", Kind.TEXT, "", "how clients reach S3, if not at the listener's own address"),
            new ConfigKey(
                    "s3.signature-v2",
                    Kind.CHOICE,
                    "presigned",
                    "how far the old Signature Version 2 is taken: off, presigned (in URLs) or on (in headers too)"),
            new ConfigKey(
                    "s3.lifecycle-day",
                    Kind.DURATION,
                    "24h",
                    "how long a day of a lifecycle rule lasts; shorten it for trials only"),
            new ConfigKey(
                    "s3.sse-c-over-http",
                    Kind.FLAG,
                    "false",
                    "whether clients' own keys (SSE-C) are taken over plain HTTP from other hosts"),
            new ConfigKey("s3.tls.certificate-file", Kind.FILE, "", CERTIFICATE),
            new ConfigKey("s3.tls.key-file", Kind.FILE, "", PRIVATE_KEY),
            new ConfigKey(
                    "admin.listen", Kind.ADDRESS, "127.0.0.1:17944", "console, admin API, metrics, /healthz, /readyz"),
            new ConfigKey(
                    "admin.metrics-token-file",
                    Kind.SECRET_FILE,
                    "",
                    "the bearer token that opens /metrics off loopback"),
            new ConfigKey("admin.tls.certificate-file", Kind.FILE, "", CERTIFICATE),
            new ConfigKey("admin.tls.key-file", Kind.FILE, "", PRIVATE_KEY),
            new ConfigKey(
                    "security.cluster-secret-file",
                    Kind.SECRET_FILE,
                    "",
                    "what gateways and chunk servers prove to each other that they know; the same everywhere"),
            new ConfigKey(
                    "security.master-key-file",
                    Kind.FILE,
                    "",
                    "the key that other secrets are encrypted with; the same on every gateway; without it they are lost"),
            new ConfigKey(
                    "security.trusted-proxies",
                    Kind.LIST,
                    "",
                    "networks, such as 10.0.0.0/8, whose X-Forwarded-For and X-Forwarded-Proto are believed"),
            new ConfigKey(
                    "security.chunk-tls.certificate-file",
                    Kind.FILE,
                    "",
                    "PEM file of what this process proves itself with between gateways and chunk servers"),
            new ConfigKey("security.chunk-tls.key-file", Kind.FILE, "", PRIVATE_KEY),
            new ConfigKey(
                    "security.chunk-tls.ca-file",
                    Kind.FILE,
                    "",
                    "PEM file of the authority that the other side's certificate must be of"),
            new ConfigKey("log.level", Kind.CHOICE, "info", "error, warn, info, debug or trace"),
            new ConfigKey("log.format", Kind.CHOICE, "text", "text for people, json for collectors"),
            new ConfigKey(
                    "limits.shutdown-delay",
                    Kind.DURATION,
                    "0s",
                    "how long a gateway that was told to stop still serves, while /readyz says 503; longer than a balancer takes to notice"),
            new ConfigKey("limits.shutdown-grace", Kind.DURATION, "20s", "how long a stop waits for running requests"),
            new ConfigKey("limits.idle-timeout", Kind.DURATION, "60s", "how long a connection may say nothing"),
            new ConfigKey(
                    "limits.least-rate",
                    Kind.BYTES,
                    "128",
                    "bytes a second of a body that a client must send or take on average over a minute; 0 for no limit"));

    /** Its name in the environment, such as {@code SLIME_S3_REGION}. */
    public String variable() {
        return Settings.variable(name);
    }
}
