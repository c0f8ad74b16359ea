package io.slime.gateway.object;

import io.slime.gateway.access.AclText;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.PartSummary;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.object.Found;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Versions as the database keeps them, and as this room knows them: both ways. */
public final class Versions {
    private static final String SHA256 = "sha256";
    private static final String NATIVE = "native";
    private static final String YES = "1";

    private Versions() {}

    /** The version, unless it is a delete marker. */
    static Optional<ObjectVersion> of(Found found) {
        return found.content().map(content -> of(found.version(), content));
    }

    /** The version, whose bytes are {@code content}. */
    public static ObjectVersion of(io.slime.metadata.object.ObjectVersion kept, Content content) {
        return new ObjectVersion(
                kept.path(),
                kept.order(),
                kept.versionId(),
                kept.modified(),
                content,
                description(kept.etag(), kept.attributes()),
                parts(kept.attributes()),
                kept.tags(),
                ObjectLock.of(kept.lock(), kept.attributes()));
    }

    /** A part as this room knows it. */
    static ObjectPart part(PartSummary part) {
        Map<String, String> checksums = upperCase(part.checksums());
        return new ObjectPart(
                part.number(),
                part.from(),
                part.length(),
                checksums.isEmpty() ? Checksums.NONE : new Checksums(checksums, Checksums.Type.FULL_OBJECT));
    }

    /** What is kept about a version. */
    public static Description description(String etag, Attributes attributes) {
        return new Description(
                etag,
                attributes.fact(SHA256),
                attributes.headers(),
                attributes.user(),
                checksums(attributes),
                storageClass(attributes),
                owner(attributes),
                attributes.fact(NATIVE).isPresent(),
                attributes.fact(Attributes.ACL).map(AclText::read));
    }

    static String storageClass(Attributes attributes) {
        return attributes.fact(Attributes.STORAGE_CLASS).orElse(Description.STANDARD);
    }

    static String owner(Attributes attributes) {
        return attributes.fact(Attributes.OWNER).orElse("");
    }

    /** Canonical id of who wrote a version; empty if the native API did. */
    static String writer(Attributes attributes) {
        return attributes.fact(NATIVE).isPresent() ? "" : owner(attributes);
    }

    /** How the database keeps a description. */
    public static Attributes attributes(Description description) {
        Map<String, String> facts = new HashMap<>();
        facts.put(Attributes.OWNER, description.owner());
        if (!description.storageClass().equals(Description.STANDARD)) {
            facts.put(Attributes.STORAGE_CLASS, description.storageClass());
        }
        if (description.checksums().type() == Checksums.Type.COMPOSITE) {
            facts.put(Attributes.CHECKSUM_TYPE, Checksums.Type.COMPOSITE.name());
        }
        description.sha256().ifPresent(hex -> facts.put(SHA256, hex));
        description.acl().ifPresent(acl -> facts.put(Attributes.ACL, AclText.of(acl)));
        if (description.nativeWrite()) {
            facts.put(NATIVE, YES);
        }
        return Attributes.of(
                description.headers(),
                description.userMetadata(),
                lowerCase(description.checksums().values()),
                facts);
    }

    /** The same of a version in so many parts, 0 if it was not written in parts. */
    static Attributes attributes(Description description, int parts) {
        Attributes attributes = attributes(description);
        return parts == 0 ? attributes : attributes.withFact(Attributes.PART_COUNT, String.valueOf(parts));
    }

    /** The checksums among attributes. */
    public static Checksums checksums(Attributes attributes) {
        if (attributes.checksums().isEmpty()) {
            return Checksums.NONE;
        }
        Map<String, String> values = upperCase(attributes.checksums());
        boolean composite = attributes
                .fact(Attributes.CHECKSUM_TYPE)
                .filter(Checksums.Type.COMPOSITE.name()::equals)
                .isPresent();
        return new Checksums(values, composite ? Checksums.Type.COMPOSITE : Checksums.Type.FULL_OBJECT);
    }

    /** Checksums by the names that the database has for them. */
    public static Map<String, String> lowerCase(Map<String, String> values) {
        Map<String, String> lower = new HashMap<>();
        values.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return lower;
    }

    private static Map<String, String> upperCase(Map<String, String> values) {
        Map<String, String> upper = new HashMap<>();
        values.forEach((name, value) -> upper.put(name.toUpperCase(Locale.ROOT), value));
        return upper;
    }

    private static int parts(Attributes attributes) {
        return attributes.fact(Attributes.PART_COUNT).map(Integer::parseInt).orElse(0);
    }
}
