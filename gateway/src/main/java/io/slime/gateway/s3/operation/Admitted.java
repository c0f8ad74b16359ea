package io.slime.gateway.s3.operation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The query parameters and headers that an operation understands, besides those that choose it. A parameter, a header
 * {@code x-amz-*} or a condition on a write that is not among them would be ignored, so it is refused.
 *
 * @param parameters names of query parameters
 * @param headers lower-case names of headers; one that ends in {@code *} stands for all that begin so
 */
record Admitted(Set<String> parameters, Set<String> headers) {
    /** Keeps copies. */
    Admitted {
        parameters = Set.copyOf(parameters);
        headers = Set.copyOf(headers);
    }

    /** Nothing of its own. */
    static final Admitted NOTHING = of("");

    /** Whatever the request has of which it is asked whether it may be sent. */
    static final Admitted ANYTHING = of("*", "*");

    /** Parameters of reads. */
    static final String READ = "versionId partNumber response-content-type response-content-language response-expires"
            + " response-cache-control response-content-disposition response-content-encoding";

    private static final Set<String> EVERYWHERE_PARAMETERS = Set.of("x-id");

    /**
     * Headers that change nothing. The AWS SDK sends {@code x-amz-te}, an offer to take a digest behind the content, and the
     * checksum of the empty body with requests that have none.
     */
    private static final Set<String> EVERYWHERE_HEADERS = Set.of(
            "x-amz-date",
            "x-amz-content-sha256",
            "x-amz-security-token",
            "x-amz-user-agent",
            "x-amz-request-payer",
            "x-amz-expected-bucket-owner",
            "x-amz-te",
            "x-amz-sdk-checksum-algorithm");

    private static final String CHECKSUM = "x-amz-checksum-";

    /** Headers of HTTP that change what a write does. */
    private static final Set<String> CONDITIONS =
            Set.of("if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "content-range");

    private static final List<String> BODY_HEADERS = List.of(
            "x-amz-decoded-content-length", "x-amz-trailer", "x-amz-sdk-checksum-algorithm", "x-amz-checksum-*");

    /** Parameters, separated by spaces, and headers. */
    static Admitted of(String parameters, String... headers) {
        return new Admitted(words(parameters), Set.of(headers));
    }

    /** What a listing of objects understands, besides its own way of saying where a page begins. */
    static Admitted listing(String parameters) {
        return of("prefix delimiter max-keys encoding-type " + parameters, "x-amz-optional-object-attributes");
    }

    /** What a write of an object understands. */
    static Admitted write() {
        return of(
                        "",
                        "x-amz-acl",
                        "x-amz-grant-*",
                        "x-amz-storage-class",
                        "x-amz-meta-*",
                        "x-amz-tagging",
                        "x-amz-website-redirect-location",
                        "if-match",
                        "if-none-match")
                .locking();
    }

    /** The same with the headers about the lock of the version to be. */
    Admitted locking() {
        return and("x-amz-object-lock-mode", "x-amz-object-lock-retain-until-date", "x-amz-object-lock-legal-hold");
    }

    /** The same with more headers. */
    Admitted and(String... more) {
        Set<String> all = new HashSet<>(headers);
        all.addAll(Arrays.asList(more));
        return new Admitted(parameters, all);
    }

    /** The same with the headers about encryption that are not about keys of a key management service. */
    Admitted encrypting() {
        return and("x-amz-server-side-encryption", "x-amz-server-side-encryption-customer-*");
    }

    /** The same with those that only writes have which decide how their object is encrypted. */
    Admitted choosingEncryption() {
        return encrypting().and("x-amz-server-side-encryption-bucket-key-enabled");
    }

    /**
     * The same with the header that says whose metadata a copy gets. It means nothing where nothing is copied; s3fs sends it all the
     * same, with an object that replaces another, and with an upload whose parts are to be copied.
     */
    Admitted directing() {
        return and("x-amz-metadata-directive");
    }

    /** The same with the headers about the source of a copy. */
    Admitted copying() {
        return and(
                "x-amz-copy-source-if-match",
                "x-amz-copy-source-if-none-match",
                "x-amz-copy-source-if-modified-since",
                "x-amz-copy-source-if-unmodified-since",
                "x-amz-source-expected-bucket-owner",
                "x-amz-copy-source-server-side-encryption-customer-*");
    }

    /** What a rename understands. */
    static Admitted renaming() {
        return of(
                        "",
                        "x-amz-rename-source",
                        "x-amz-client-token",
                        "if-match",
                        "if-none-match",
                        "if-modified-since",
                        "if-unmodified-since")
                .and(
                        "x-amz-rename-source-if-match",
                        "x-amz-rename-source-if-none-match",
                        "x-amz-rename-source-if-modified-since",
                        "x-amz-rename-source-if-unmodified-since");
    }

    /** The same with the headers that describe a body and its checksums. */
    Admitted withBody() {
        return and(BODY_HEADERS.toArray(String[]::new));
    }

    boolean hasParameter(String name) {
        return parameters.contains(name) || parameters.contains("*") || EVERYWHERE_PARAMETERS.contains(name);
    }

    /** Whether the operation understands the header, or may ignore it. */
    boolean hasHeader(String name, boolean write) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean matters = lower.startsWith("x-amz-") || (write && CONDITIONS.contains(lower));
        return !matters
                || EVERYWHERE_HEADERS.contains(lower)
                || (!write && lower.startsWith(CHECKSUM))
                || headers.contains(lower)
                || hasBeginning(lower);
    }

    private boolean hasBeginning(String name) {
        for (String header : headers) {
            int end = header.length() - 1;
            if (header.charAt(end) == '*' && name.regionMatches(0, header, 0, end)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }
}
