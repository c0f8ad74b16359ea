package io.slime.gateway.s3.cors;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.xml.XmlElement;
import io.slime.gateway.s3.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The CORS configuration of a bucket; the first of its rules that allows a request counts. Kept as the document that shows it.
 *
 * @param rules the rules in order, 1 to 100
 */
record CorsConfiguration(List<CorsRule> rules) {
    /** The kind of the bucket's document. */
    static final String KIND = "cors";

    /** The root of the document. */
    static final String ROOT = "CORSConfiguration";

    private static final int MAX_RULES = 100;

    /** Keeps a copy. */
    CorsConfiguration {
        rules = List.copyOf(rules);
    }

    /**
     * Reads a configuration that a client sends.
     *
     * @throws S3Exception {@code MalformedXML} or {@code InvalidRequest}
     */
    static CorsConfiguration parse(XmlElement root) {
        List<XmlElement> rules = root.children();
        if (rules.isEmpty() || rules.stream().anyMatch(rule -> !rule.name().equals("CORSRule"))) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        if (rules.size() > MAX_RULES) {
            throw S3Exception.invalidRequest(
                    "The number of CORS rules should not exceed allowed limit of " + MAX_RULES + " rules.");
        }
        return new CorsConfiguration(rules.stream().map(CorsRule::parse).toList());
    }

    /** Reads the document as it is kept. */
    static CorsConfiguration kept(String document) {
        return parse(XmlElement.parse(document.getBytes(StandardCharsets.UTF_8), ROOT));
    }

    /** The document. */
    String document() {
        XmlWriter xml = XmlWriter.of(ROOT);
        rules.forEach(rule -> rule.write(xml));
        return new String(xml.bytes(), StandardCharsets.UTF_8);
    }

    /** The first rule that allows what is asked. */
    Optional<CorsRule> allowing(Ask ask) {
        return rules.stream().filter(rule -> rule.allows(ask)).findFirst();
    }
}
