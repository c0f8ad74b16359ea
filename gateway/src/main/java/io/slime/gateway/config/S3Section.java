package io.slime.gateway.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code [s3]}: the S3 listener.
 *
 * @param listen its address; empty when there is none
 * @param region the region that requests must be signed for
 * @param domains domains whose sub-domains are buckets (virtual-host style), lower case
 * @param publicUrl the URL by which clients reach it, where that is not the listener's own
 * @param signatureV2 how far the old Signature Version 2 is taken
 * @param lifecycleDay how long a day of a lifecycle rule lasts
 * @param sseCOverHttp whether clients' keys (SSE-C) are taken over plain HTTP from other hosts
 * @param tls what TLS is spoken with; empty for plain HTTP
 */
public record S3Section(
        Optional<ListenAddress> listen,
        String region,
        List<String> domains,
        Optional<URI> publicUrl,
        SignatureV2 signatureV2,
        Duration lifecycleDay,
        boolean sseCOverHttp,
        Optional<TlsFiles> tls) {
    static S3Section read(Settings settings) {
        return new S3Section(
                settings.listen("s3.listen", Optional.of(new ListenAddress("127.0.0.1", 17943))),
                settings.value("s3.region", "us-east-1", S3Section::region),
                domains(settings),
                settings.value("s3.public-url", Optional.empty(), raw -> Optional.of(publicUrl(raw))),
                settings.value("s3.signature-v2", SignatureV2.PRESIGNED, SignatureV2::parse),
                settings.duration("s3.lifecycle-day", Duration.ofDays(1)),
                settings.value("s3.sse-c-over-http", false, S3Section::flag),
                TlsFiles.read(settings, "s3"));
    }

    /** The scheme of the listener's own URL. */
    public String scheme() {
        return TlsFiles.scheme(tls);
    }

    private static String region(String raw) {
        if (raw.matches("[a-z0-9-]{1,64}")) {
            return raw;
        }
        throw new IllegalArgumentException("'" + raw + "' is not a region, such as us-east-1");
    }

    private static boolean flag(String raw) {
        return switch (raw) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + raw + "' is neither true nor false");
        };
    }

    private static List<String> domains(Settings settings) {
        List<String> domains = settings.texts("s3.domains");
        for (String domain : domains) {
            if (!domain.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) {
                settings.problem("s3.domains", "'" + domain + "' is not a domain name in lower case");
            }
        }
        return domains;
    }

    private static URI publicUrl(String raw) {
        URI url = URI.create(raw);
        if (!raw.matches("https?://[^/?#]+/?")) {
            throw new IllegalArgumentException("'" + raw + "' is not http://host[:port] or https://host[:port]");
        }
        return url;
    }
}
