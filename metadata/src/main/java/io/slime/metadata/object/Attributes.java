package io.slime.metadata.object;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a version carries besides its bytes, in named groups of strings. Groups and entries that this release does not
 * know are kept.
 *
 * @param groups group → name → value
 */
public record Attributes(Map<String, Map<String, String>> groups) {
    /** No attributes. */
    public static final Attributes NONE = new Attributes(Map.of());

    /** Fact: the canonical id of the account that wrote it. */
    public static final String OWNER = "owner";

    /** Fact: its access control list, where it grants more than everything to the owner. */
    public static final String ACL = "acl";

    /** Fact: the storage class that was asked for. */
    public static final String STORAGE_CLASS = "storage-class";

    /** Fact: {@code FULL_OBJECT} or {@code COMPOSITE}. */
    public static final String CHECKSUM_TYPE = "checksum-type";

    /** Fact: how many parts it was uploaded in. */
    public static final String PART_COUNT = "part-count";

    /** Fact: the upload that it came from. */
    public static final String UPLOAD = "upload";

    /** Fact: the token of the rename that made it, and the path that it had before. */
    public static final String RENAME = "rename";

    /** Fact: that a legal hold was set or lifted once, by which no hold differs from one that never was. */
    public static final String LEGAL_HOLD = "legal-hold";

    private static final String HEADERS = "headers";
    private static final String USER = "user";
    private static final String CHECKSUMS = "checksums";
    private static final String FACTS = "facts";

    public Attributes {
        Map<String, Map<String, String>> copy = new TreeMap<>();
        groups.forEach((group, entries) -> {
            if (!entries.isEmpty()) {
                copy.put(group, Collections.unmodifiableMap(new TreeMap<>(entries)));
            }
        });
        groups = Collections.unmodifiableMap(copy);
    }

    /** Attributes of the four groups that this release knows. */
    public static Attributes of(
            Map<String, String> headers,
            Map<String, String> user,
            Map<String, String> checksums,
            Map<String, String> facts) {
        return new Attributes(Map.of(HEADERS, headers, USER, user, CHECKSUMS, checksums, FACTS, facts));
    }

    /** Standard headers to be returned, by lower-case name: content-type, cache-control, … */
    public Map<String, String> headers() {
        return group(HEADERS);
    }

    /** User metadata, by lower-case name without the {@code x-amz-meta-} prefix. */
    public Map<String, String> user() {
        return group(USER);
    }

    /** Checksums of the whole, by lower-case algorithm: crc32, crc32c, crc64nvme, sha1, sha256, md5. */
    public Map<String, String> checksums() {
        return group(CHECKSUMS);
    }

    /** Everything else, by name; see the constants. */
    public Map<String, String> facts() {
        return group(FACTS);
    }

    /** One fact. */
    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts().get(name));
    }

    /** The same with one fact set. */
    public Attributes withFact(String name, String value) {
        Map<String, String> facts = new TreeMap<>(facts());
        facts.put(name, value);
        Map<String, Map<String, String>> copy = new TreeMap<>(groups);
        copy.put(FACTS, facts);
        return new Attributes(copy);
    }

    /** The same without one fact. */
    public Attributes withoutFact(String name) {
        if (fact(name).isEmpty()) {
            return this;
        }
        Map<String, String> facts = new TreeMap<>(facts());
        facts.remove(name);
        Map<String, Map<String, String>> copy = new TreeMap<>(groups);
        copy.put(FACTS, facts);
        return new Attributes(copy);
    }

    private Map<String, String> group(String name) {
        return groups.getOrDefault(name, Map.of());
    }
}
