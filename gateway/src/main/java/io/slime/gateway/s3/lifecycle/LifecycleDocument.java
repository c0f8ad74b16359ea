package io.slime.gateway.s3.lifecycle;

import io.slime.gateway.lifecycle.LifecycleRule;
import io.slime.gateway.lifecycle.LifecycleRules;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.xml.XmlElement;
import io.slime.gateway.s3.xml.XmlWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The document that a lifecycle is (S3 API reference, "PutBucketLifecycleConfiguration"). */
final class LifecycleDocument {
    static final String ROOT = "LifecycleConfiguration";

    private static final int MAX_RULES = 1000;

    private LifecycleDocument() {}

    /**
     * Reads it.
     *
     * @param ids makes an id for a rule that has none
     * @param least the least size of what gets another storage class
     * @throws S3Exception where S3 takes none such
     */
    static LifecycleRules parse(XmlElement root, LifecycleRules.Least least, Function<Integer, String> ids) {
        List<XmlElement> elements = root.children();
        if (elements.isEmpty()
                || elements.stream().anyMatch(element -> !element.name().equals("Rule"))) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        if (elements.size() > MAX_RULES) {
            throw S3Exception.invalidRequest(
                    "The number of lifecycle rules must not exceed the allowed limit of " + MAX_RULES + " rules.");
        }
        List<LifecycleRule> rules = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (int i = 0; i < elements.size(); i++) {
            LifecycleRule rule = RuleElement.parse(elements.get(i), ids.apply(i));
            if (!known.add(rule.id())) {
                throw S3Exception.invalidArgument(
                        "Rule ID must be unique. Found same ID for more than one rule", "ID", rule.id());
            }
            rules.add(rule);
        }
        return new LifecycleRules(rules, least);
    }

    /** Writes it. */
    static XmlWriter write(LifecycleRules rules) {
        XmlWriter xml = XmlWriter.of(ROOT);
        rules.rules().forEach(rule -> write(rule, xml));
        return xml;
    }

    private static void write(LifecycleRule rule, XmlWriter xml) {
        xml.open("Rule").text("ID", rule.id());
        write(rule.scope(), xml);
        xml.text("Status", rule.enabled() ? "Enabled" : "Disabled");
        rule.expiration().ifPresent(expiration -> {
            xml.open("Expiration");
            expiration.days().ifPresent(days -> xml.number("Days", days));
            expiration.date().ifPresent(date -> xml.text("Date", date(date)));
            expiration.markers().ifPresent(markers -> xml.flag("ExpiredObjectDeleteMarker", markers));
            xml.close();
        });
        rule.noncurrent().ifPresent(noncurrent -> {
            xml.open("NoncurrentVersionExpiration").number("NoncurrentDays", noncurrent.days());
            noncurrent.newer().ifPresent(newer -> xml.number("NewerNoncurrentVersions", newer));
            xml.close();
        });
        TransitionElements.write(rule.transitions(), xml);
        rule.abortDays()
                .ifPresent(days -> xml.open("AbortIncompleteMultipartUpload")
                        .number("DaysAfterInitiation", days)
                        .close());
        xml.close();
    }

    private static void write(LifecycleRule.Scope scope, XmlWriter xml) {
        if (scope.legacy()) {
            xml.text("Prefix", scope.prefix().orElse(""));
            return;
        }
        xml.open("Filter");
        int parts = scope.tags().size()
                + (scope.prefix().isPresent() ? 1 : 0)
                + (scope.above().isPresent() ? 1 : 0)
                + (scope.below().isPresent() ? 1 : 0);
        if (parts > 1) {
            xml.open("And");
        }
        scope.prefix().ifPresent(prefix -> xml.text("Prefix", prefix));
        for (Map.Entry<String, String> tag : new TreeMap<>(scope.tags()).entrySet()) {
            xml.open("Tag")
                    .text("Key", tag.getKey())
                    .text("Value", tag.getValue())
                    .close();
        }
        scope.above().ifPresent(bytes -> xml.number("ObjectSizeGreaterThan", bytes));
        scope.below().ifPresent(bytes -> xml.number("ObjectSizeLessThan", bytes));
        if (parts > 1) {
            xml.close();
        }
        xml.close();
    }

    private static String date(Instant date) {
        return XmlWriter.format(date);
    }
}
