package io.slime.gateway.s3.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.testing.Mangler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whatever comes as a form or as its policy is read or refused as the client's fault. */
final class MangledFormTest {
    private static final String FORM = """
            --b b
            Content-Disposition: form-data; name="key"

            user/${filename}
            --b b
            Content-Disposition: form-data; name=policy

            e30=
            --b b
            Content-Disposition: form-data; name="file"; filename="a \\"b\\".txt"
            Content-Type: text/plain

            content
            --b b--
            """.replace("\n", "\r\n");
    private static final String POLICY =
            "{\"expiration\":\"2026-01-01T00:00:01.000Z\",\"conditions\":[{\"bucket\":\"b\"},"
                    + "[\"eq\",\"$acl\",\"private\"],[\"starts-with\",\"$key\",\"user/\"],[\"content-length-range\",1,\"10\"]]}";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static void fault(String what, S3Exception e) {
        assertThat(e.status()).as("seed %d: %s", Mangler.seed(), what).isBetween(400, 499);
    }

    @Test
    void formsAreReadOrRefused() throws IOException {
        Mangler mangler = new Mangler(Mangler.seed());
        for (int round = 0; round < Mangler.rounds(10_000); round++) {
            byte[] body = mangler.mangle(FORM.getBytes(StandardCharsets.UTF_8));
            String type = "multipart/form-data; boundary=\"b b\"";
            String said = mangler.random().nextInt(4) == 0 ? mangler.mangle(type) : type;
            try {
                Form form = Form.read(Optional.of(said), new ByteArrayInputStream(body));
                form.named();
                assertThat(form.file().readAllBytes().length).isLessThan(body.length);
            } catch (S3Exception e) {
                fault(new String(body, StandardCharsets.ISO_8859_1), e);
            }
        }
    }

    @Test
    void policiesAreReadOrRefused() {
        Mangler mangler = new Mangler(Mangler.seed());
        Map<String, String> fields = new LinkedHashMap<>(Map.of("key", "user/1", "acl", "private"));
        for (int round = 0; round < Mangler.rounds(20_000); round++) {
            byte[] json = mangler.mangle(POLICY.getBytes(StandardCharsets.UTF_8));
            String field = Base64.getEncoder().encodeToString(json);
            String sent = mangler.random().nextInt(8) == 0 ? mangler.mangle(field) : field;
            try {
                PostPolicy.parse(sent).demand(new Form(fields, "", InputStream.nullInputStream()), "b", NOW);
            } catch (S3Exception e) {
                fault(new String(json, StandardCharsets.ISO_8859_1), e);
            }
        }
    }
}
