package io.slime.gateway.s3.object;

import io.slime.gateway.object.Checksums;
import io.slime.gateway.s3.body.Checksum;
import io.slime.gateway.s3.xml.XmlWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The kept checksums of an object or part as headers and as elements. */
public final class ChecksumFields {
    /** The header, and without {@code x-amz-} the element, that says what the values are over. */
    private static final String TYPE_HEADER = "x-amz-checksum-type";

    private ChecksumFields() {}

    /** What is kept of a checksum of the whole content. */
    public static Checksums kept(Optional<Checksum> checksum) {
        return checksum.map(
                        c -> new Checksums(Map.of(c.algorithm().wireName(), c.base64()), Checksums.Type.FULL_OBJECT))
                .orElse(Checksums.NONE);
    }

    /** Hands over the headers with the values, and with their type. */
    public static void headers(Checksums checksums, BiConsumer<String, String> taker) {
        values(checksums, taker);
        if (!checksums.values().isEmpty()) {
            taker.accept(TYPE_HEADER, checksums.type().name());
        }
    }

    /** Hands over the headers with the values alone, as answers about parts have them. */
    public static void values(Checksums checksums, BiConsumer<String, String> taker) {
        new TreeMap<>(checksums.values())
                .forEach((name, value) -> taker.accept("x-amz-checksum-" + name.toLowerCase(Locale.ROOT), value));
    }

    /** Writes an element for each value: {@code ChecksumCRC32C}. */
    public static void elements(Checksums checksums, XmlWriter xml) {
        new TreeMap<>(checksums.values()).forEach((name, value) -> xml.text("Checksum" + name, value));
    }

    /** Writes the element that says what the values are over, if there are any. */
    public static void type(Checksums checksums, XmlWriter xml) {
        if (!checksums.values().isEmpty()) {
            xml.text("ChecksumType", checksums.type().name());
        }
    }
}
