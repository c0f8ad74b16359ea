package io.slime.gateway.s3.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.gateway.s3.error.S3Exception;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms as they are read, whole and in pieces. */
final class FormTest {
    private static final String TYPE = "multipart/form-data; boundary=\"b b\"";

    private static String part(String disposition, String value) {
        return "--b b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + value + "\r\n";
    }

    private static Form read(String body) throws IOException {
        return Form.read(Optional.of(TYPE), new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String code(String type, String body) {
        try {
            Form form =
                    Form.read(Optional.of(type), new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)));
            form.file().readAllBytes();
            return "taken";
        } catch (S3Exception e) {
            return e.code();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void hasFieldsAndThenAFile() throws IOException {
        Form form = read("a preamble\r\n" + part("name=\"KEY\"", "a/${filename}")
                + part("name=\"x-amz-meta-ü\"", "grüße\r\n--b \r\n")
                + part("name=\"file\"; filename=\"C:\\dir\\my \\\"best\\\" file.txt\"", "data\r\n\r--b b\r")
                + "--b b--\r\nrest");
        assertThat(form.field("key")).contains("a/${filename}");
        assertThat(form.field("x-amz-meta-ü")).contains("grüße\r\n--b \r\n");
        assertThat(form.filename()).isEqualTo("my \"best\" file.txt");
        assertThat(form.named().field("key")).contains("a/my \"best\" file.txt");
        assertThat(new String(form.file().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("data\r\n\r--b b\r");
        assertThat(form.toString()).doesNotContain("grüße");
    }

    @Test
    void doesNotLookAtWhatComesBehindTheFile() throws IOException {
        Form form = read(part("name=key", "k") + part("name=file", "x") + part("name=acl", "public-read") + "--b b--");
        assertThat(form.file().readAllBytes()).hasSize(1);
        assertThat(form.fields()).containsOnlyKeys("key");
    }

    @Test
    void isRefusedWhereItIsWrong() {
        String file = part("name=file", "x") + "--b b--";
        assertThat(code(TYPE, file)).isEqualTo("taken");
        assertThat(code("text/plain", file)).isEqualTo("RequestIsNotMultiPartContent");
        for (String body : new String[] {
            "",
            part("name=file", "x"),
            part("name=file", "x") + "--b b",
            part("name=file", "x") + "--b bX\r\n",
            part("filename=x", "x") + "--b b--",
            part("name=\"file", "x") + "--b b--",
            "--b b\r\n\r\nx\r\n--b b--",
            "--b b\r\nX: " + "y".repeat(9000) + "\r\n\r\nx\r\n--b b--",
            "--b b\r\nContent-Disposition: attachment; name=file\r\n\r\nx\r\n--b b--",
            part("name=key", "\u00ff") + file
        }) {
            assertThat(code(TYPE, body)).as(body).isEqualTo("MalformedPOSTRequest");
        }
        assertThat(code("multipart/form-data", file)).isEqualTo("MalformedPOSTRequest");
        assertThat(code("multipart/form-data; boundary=" + "b".repeat(71), file))
                .isEqualTo("MalformedPOSTRequest");
        assertThat(code(TYPE, part("name=key", "k") + "--b b--")).isEqualTo("InvalidArgument");
        assertThat(code(TYPE, part("name=key", "k") + part("name=Key", "l") + file))
                .isEqualTo("InvalidArgument");
        assertThat(code(TYPE, part("name=x", "y".repeat(Form.MAX_BYTES)) + file))
                .isEqualTo("MaxPostPreDataLengthExceededError");
        assertThat(code(TYPE, part("name=x", "y".repeat(12_000)) + part("name=z", "y".repeat(12_000)) + file))
                .isEqualTo("MaxPostPreDataLengthExceededError");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void comesWholeHoweverItIsCut(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            int pieces = random.nextInt(40);
            for (int i = 0; i < pieces; i++) {
                switch (random.nextInt(4)) {
                    case 0 -> content.writeBytes("\r\n--b ".getBytes(StandardCharsets.US_ASCII));
                    case 1 -> content.writeBytes("\r\n--".getBytes(StandardCharsets.US_ASCII));
                    case 2 -> content.write('\r');
                    default -> content.writeBytes(bytes(random, random.nextInt(random.nextBoolean() ? 8 : 70_000)));
                }
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes((part("name=key", "k") + "--b b\r\nContent-Disposition: form-data; name=file\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(content.toByteArray());
            body.writeBytes("\r\n--b b--\r\n".getBytes(StandardCharsets.UTF_8));
            byte[] all = body.toByteArray();
            Form form = Form.read(Optional.of(TYPE), new Trickle(all, random));
            assertThat(form.file().readAllBytes()).as("seed " + seed).isEqualTo(content.toByteArray());
            byte[] cut = Arrays.copyOf(all, random.nextInt(all.length - 3));
            assertThatThrownBy(() -> Form.read(Optional.of(TYPE), new Trickle(cut, random))
                            .file()
                            .readAllBytes())
                    .isInstanceOf(S3Exception.class);
        }
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        for (int i = 0; i < length; i++) {
            bytes[i] = bytes[i] == 'b' ? (byte) 'c' : bytes[i]; // so that no delimiter comes about by chance
        }
        return bytes;
    }

    /** Gives some bytes at a time. */
    private static final class Trickle extends InputStream {
        private final ByteArrayInputStream in;
        private final Random random;

        Trickle(byte[] bytes, Random random) {
            this.in = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return in.read(into, offset, Math.min(length, 1 + random.nextInt(random.nextBoolean() ? 3 : 20_000)));
        }
    }
}
