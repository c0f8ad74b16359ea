package io.slime.gateway.s3.header;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Bytes of the wire as text and back.
 *
 * <p>HTTP servers hand header bytes on as ISO-8859-1 chars. Clients that send more than ASCII send UTF-8, so a value whose
 * bytes are valid UTF-8 is read as that, and any other as ISO-8859-1; the same rule backwards gives the bytes that came.
 */
public final class WireText {
    private WireText() {}

    /** The text of a header value that came as one char per byte. */
    public static String fromWire(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        return utf8(bytes, 0, bytes.length).orElse(value);
    }

    /**
     * The header value, one char per byte, that {@link #fromWire} reads as this text: ISO-8859-1 where the text has only
     * such chars and their bytes are not by chance valid UTF-8, else UTF-8.
     */
    public static String toWire(String text) {
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        String back = new String(latin, StandardCharsets.ISO_8859_1);
        if (back.equals(text) && fromWire(back).equals(text)) {
            return back;
        }
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Strict UTF-8: overlong forms, surrogates and cut sequences give empty. */
    public static Optional<String> utf8(byte[] bytes, int offset, int length) {
        try {
            CharBuffer chars = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, offset, length));
            return Optional.of(chars.toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
