package io.slime.gateway.s3.operation;

import io.slime.gateway.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A continuation token: the place where the next page of a listing begins, in a form that clients do not look into. It says
 * its version, so that a later form can be told from this one.
 */
public final class ListingToken {
    private static final String VERSION = "1";

    private ListingToken() {}

    /** The token of a place. */
    public static String write(String after) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((VERSION + after).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The place of a token.
     *
     * @throws S3Exception {@code InvalidArgument} if it is none of ours
     */
    public static String read(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.startsWith(VERSION) && write(text.substring(1)).equals(token) && text.indexOf('\0') < 0) {
                return text.substring(1);
            }
        } catch (IllegalArgumentException e) {
            throw wrong(token);
        }
        throw wrong(token);
    }

    private static S3Exception wrong(String token) {
        return S3Exception.invalidArgument("The continuation token provided is incorrect", "continuation-token", token);
    }
}
