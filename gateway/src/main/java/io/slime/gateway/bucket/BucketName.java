package io.slime.gateway.bucket;

import io.slime.gateway.failure.StorageException;
import java.util.List;
import java.util.Optional;

/**
 * A name that a bucket may have (S3 User Guide, "general purpose bucket naming rules"): 3 to 63 of lower-case letters,
 * digits, dots and hyphens, and not like an IP address.
 *
 * @param text the name
 */
public record BucketName(String text) {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 63;
    private static final List<String> RESERVED_BEGINS = List.of("xn--", "sthree-", "amzn-s3-demo-");
    private static final List<String> RESERVED_ENDS = List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

    /** Checks the rules; an {@link IllegalArgumentException} says that they are broken. */
    public BucketName {
        if (!valid(text)) {
            throw new IllegalArgumentException("not a bucket name: " + text);
        }
    }

    /** The name, or empty if no bucket may have it. */
    public static Optional<BucketName> find(String text) {
        return valid(text) ? Optional.of(new BucketName(text)) : Optional.empty();
    }

    /**
     * The name.
     *
     * @throws StorageException.Refused if no bucket may have it
     */
    public static BucketName parse(String text) {
        return find(text).orElseThrow(() -> new StorageException.Refused("not a bucket name: " + text));
    }

    /** The bucket that a path would lie in, if its first segment is a bucket's name. */
    public static Optional<BucketName> ofPath(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? Optional.empty() : find(path.substring(0, slash));
    }

    /** What the bucket's paths start with: the name and a slash. */
    public String prefix() {
        return text + "/";
    }

    /** The path of a key in the bucket. */
    public String path(String key) {
        return text + "/" + key;
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean valid(String text) {
        return text.length() >= SHORTEST
                && text.length() <= LONGEST
                && hasForm(text)
                && !isAddress(text)
                && !isReserved(text);
    }

    /** Without a stream: each request asks several times. */
    private static boolean isReserved(String text) {
        for (String begin : RESERVED_BEGINS) {
            if (text.startsWith(begin)) {
                return true;
            }
        }
        for (String end : RESERVED_ENDS) {
            if (text.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    /** Labels of letters, digits and hyphens, separated by dots; no label is empty, or begins or ends with a hyphen. */
    private static boolean hasForm(String text) {
        char before = '.';
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            boolean inner = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && before != '.');
            if (!inner && !(c == '.' && before != '.' && before != '-')) {
                return false;
            }
            before = c;
        }
        return true;
    }

    /** Whether it is four numbers; of one that has the form of a name. */
    private static boolean isAddress(String text) {
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
            dots += c == '.' ? 1 : 0;
        }
        return dots == 3;
    }
}
