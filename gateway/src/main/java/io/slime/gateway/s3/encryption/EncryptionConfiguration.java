package io.slime.gateway.s3.encryption;

import io.slime.gateway.bucket.BucketEncryption;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.xml.XmlElement;
import io.slime.gateway.s3.xml.XmlWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The document of a bucket's encryption (S3 API reference, ServerSideEncryptionConfiguration). */
final class EncryptionConfiguration {
    static final String ROOT = "ServerSideEncryptionConfiguration";

    private static final String DEFAULT = "ApplyServerSideEncryptionByDefault";
    private static final String BLOCKED = "BlockedEncryptionTypes";
    private static final String TYPE = "EncryptionType";
    private static final Set<String> KMS = Set.of("aws:kms", "aws:kms:dsse");

    private EncryptionConfiguration() {}

    /**
     * What a document says.
     *
     * @throws S3Exception {@code MalformedXML}; {@code NotImplemented} if it asks for KMS
     */
    static BucketEncryption parse(XmlElement root) {
        List<XmlElement> rules = root.all("Rule");
        if (rules.size() != 1 || root.children().size() != 1) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        XmlElement rule = rules.getFirst();
        Optional<XmlElement> byDefault = rule.child(DEFAULT);
        byDefault.ifPresent(EncryptionConfiguration::checkAlgorithm);
        boolean bucketKey = rule.textOf("BucketKeyEnabled")
                .map(String::strip)
                .map(EncryptionConfiguration::flag)
                .orElse(false);
        boolean blocked =
                rule.child(BLOCKED).filter(EncryptionConfiguration::blocks).isPresent();
        return new BucketEncryption(byDefault.isPresent(), bucketKey, blocked);
    }

    static XmlWriter write(BucketEncryption says) {
        XmlWriter xml = XmlWriter.of(ROOT).open("Rule");
        if (says.encrypts()) {
            xml.open(DEFAULT).text("SSEAlgorithm", EncryptionHeaders.AES256).close();
        }
        xml.flag("BucketKeyEnabled", says.bucketKey());
        if (says.customerKeysBlocked()) {
            xml.open(BLOCKED).text(TYPE, "SSE-C").close();
        }
        return xml.close();
    }

    private static void checkAlgorithm(XmlElement byDefault) {
        String algorithm = byDefault.required("SSEAlgorithm").strip();
        if (KMS.contains(algorithm)) {
            throw S3Exception.notImplemented("Encryption with keys of a key management service is not implemented");
        }
        if (!algorithm.equals(EncryptionHeaders.AES256)) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        if (byDefault.child("KMSMasterKeyID").isPresent()) {
            throw S3Exception.invalidArgument(
                    "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
                    "KMSMasterKeyID",
                    byDefault.required("KMSMasterKeyID"));
        }
    }

    private static boolean blocks(XmlElement blocked) {
        List<String> types =
                blocked.all(TYPE).stream().map(type -> type.text().strip()).toList();
        if (types.isEmpty() || !Set.of("NONE", "SSE-C").containsAll(types)) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        return types.contains("SSE-C");
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new S3Exception(S3Error.MALFORMED_XML);
        };
    }
}
