package io.slime.gateway.s3.lifecycle;

import io.slime.gateway.lifecycle.LifecycleRule;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.ObjectAddress;
import io.slime.gateway.s3.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a rule is about, as its element says: a filter, or a prefix alone. */
final class ScopeElement {
    private static final Set<String> PARTS = Set.of("Prefix", "Tag", "ObjectSizeGreaterThan", "ObjectSizeLessThan");
    private static final int MAX_TAG_KEY = 128;
    private static final int MAX_TAG_VALUE = 256;

    private ScopeElement() {}

    static LifecycleRule.Scope parse(XmlElement rule) {
        Optional<XmlElement> filter = rule.child("Filter");
        Optional<String> prefix = rule.textOf("Prefix");
        if (filter.isPresent() == prefix.isPresent()) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        if (filter.isEmpty()) {
            checkPrefix(prefix.orElseThrow());
            return new LifecycleRule.Scope(true, prefix, Map.of(), Optional.empty(), Optional.empty());
        }
        List<XmlElement> parts = filter.get().children();
        if (parts.size() > 1) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        return filter.get().child("And").map(ScopeElement::of).orElseGet(() -> of(filter.get()));
    }

    private static LifecycleRule.Scope of(XmlElement parts) {
        Map<String, String> tags = new TreeMap<>();
        for (XmlElement part : parts.children()) {
            if (!PARTS.contains(part.name())
                    || (!part.name().equals("Tag") && parts.all(part.name()).size() > 1)) {
                throw new S3Exception(S3Error.MALFORMED_XML);
            }
            if (part.name().equals("Tag") && tags.put(tagKey(part), tagValue(part)) != null) {
                throw S3Exception.invalidRequest("Duplicate Tag Keys are not allowed.");
            }
        }
        Optional<String> prefix = parts.textOf("Prefix");
        prefix.ifPresent(ScopeElement::checkPrefix);
        Optional<Long> above = parts.textOf("ObjectSizeGreaterThan").map(text -> bytes(text, 0));
        Optional<Long> below = parts.textOf("ObjectSizeLessThan").map(text -> bytes(text, 1));
        if (above.isPresent() && below.isPresent() && below.get() <= above.get()) {
            throw S3Exception.invalidRequest(
                    "'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.");
        }
        return new LifecycleRule.Scope(false, prefix, tags, above, below);
    }

    private static String tagKey(XmlElement tag) {
        RuleElement.check(tag, Set.of("Key", "Value"));
        String key = tag.required("Key");
        if (key.isEmpty() || key.codePointCount(0, key.length()) > MAX_TAG_KEY) {
            throw new S3Exception(S3Error.INVALID_TAG, "The TagKey you have provided is invalid").with("TagKey", key);
        }
        return key;
    }

    private static String tagValue(XmlElement tag) {
        String value = tag.required("Value");
        if (value.codePointCount(0, value.length()) > MAX_TAG_VALUE) {
            throw new S3Exception(S3Error.INVALID_TAG, "The TagValue you have provided is invalid");
        }
        return value;
    }

    private static void checkPrefix(String prefix) {
        if (prefix.getBytes(StandardCharsets.UTF_8).length > ObjectAddress.MAX_KEY_BYTES) {
            throw S3Exception.invalidRequest("The maximum size of a prefix is " + ObjectAddress.MAX_KEY_BYTES + ".");
        }
    }

    private static long bytes(String text, long least) {
        String number = text.strip();
        if (!number.matches("-?[0-9]{1,18}")) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        long bytes = Long.parseLong(number);
        if (bytes < least) {
            throw S3Exception.invalidRequest("An object size in a filter must be at least " + least + ".");
        }
        return bytes;
    }
}
