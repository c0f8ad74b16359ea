package io.slime.gateway.journal;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ContentKey;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a content was written for, as its chunks tell.
 *
 * @param path bucket and key as stored
 * @param upload the upload that it is a part of, or empty
 * @param part the part's number, 0 for an object
 * @param millis when its writing began, in milliseconds since 1970 by the writer's clock
 */
record WrittenFor(String path, String upload, int part, long millis) {
    /**
     * The data key that an encrypted content's chunks tell, as it was sealed.
     *
     * @throws IOException if it is not written as this release knows it
     */
    static Optional<ContentKey> key(ChunkDescription description) throws IOException {
        String text = description.versionId();
        int mark = mark(text);
        int at = text.lastIndexOf('@');
        if (mark == text.length()) {
            return Optional.empty();
        }
        ContentKey.Scheme scheme = text.charAt(mark) == '~' ? ContentKey.Scheme.SERVER : ContentKey.Scheme.CUSTOMER;
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(text.substring(mark + 1, at > mark ? at : text.length()));
            return Optional.of(new ContentKey(scheme, HexFormat.of().formatHex(sealed)));
        } catch (IllegalArgumentException e) {
            throw new IOException("its data key is not written as this release knows it", e);
        }
    }

    /** The storage class that it was written in, if that is not STANDARD. */
    static Optional<String> storageClass(ChunkDescription description) {
        String text = description.versionId();
        text = text.substring(0, mark(text));
        int plus = text.indexOf('+');
        int at = text.lastIndexOf('@');
        return plus < 0 ? Optional.empty() : Optional.of(text.substring(plus + 1, at > plus ? at : text.length()));
    }

    /** Where the sealed key begins, behind the version; the end if there is none. */
    private static int mark(String text) {
        int server = text.indexOf('~');
        int mark = server >= 0 ? server : text.indexOf('!');
        return mark >= 0 ? mark : text.length();
    }

    /** Reads a description; where it has no time, the epoch's own, which its id begins with, is taken. */
    static WrittenFor of(ContentId content, ChunkDescription description) {
        String text = description.versionId();
        int at = text.lastIndexOf('@');
        long millis = content.epoch().getMostSignificantBits() >>> 16;
        if (at >= 0 && text.substring(at + 1).matches("[0-9]{1,18}")) {
            millis = Long.parseLong(text.substring(at + 1));
            text = text.substring(0, at);
        }
        text = text.substring(0, mark(text));
        int plus = text.indexOf('+');
        text = text.substring(0, plus < 0 ? text.length() : plus);
        int slash = text.lastIndexOf('/');
        if (slash > 0 && text.substring(slash + 1).matches("[0-9]{1,5}")) {
            return new WrittenFor(
                    description.path(), text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)), millis);
        }
        return new WrittenFor(description.path(), "", 0, millis);
    }
}
