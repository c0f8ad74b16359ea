package io.slime.gateway.bucket;

import io.slime.gateway.failure.StorageException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name that a bucket may have (S3 User Guide, "general purpose bucket naming rules"): 3 to 63 of lower-case letters,
 * digits, dots and hyphens, and not like an IP address.
 *
 * @param text the name
 */
public record BucketName(String text) {
    private static final Pattern FORM =
            Pattern.compile("(?=.{3,63}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");
    private static final Pattern RESERVED =
            Pattern.compile("(?:xn--|sthree-|amzn-s3-demo-).*|.*(?:-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)");

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
        return FORM.matcher(text).matches()
                && !ADDRESS.matcher(text).matches()
                && !RESERVED.matcher(text).matches();
    }
}
