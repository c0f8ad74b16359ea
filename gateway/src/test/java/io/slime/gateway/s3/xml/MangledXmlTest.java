package io.slime.gateway.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.testing.Mangler;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Whatever bytes come as a document are one or are malformed. */
final class MangledXmlTest {
    private static final String GOOD =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                    + "<Quiet>true</Quiet><Object><Key>a&amp;b</Key><VersionId>null</VersionId></Object>"
                    + "<Object><Key><![CDATA[c]]></Key></Object><!-- c --></Delete>";

    @Test
    void isReadOrMalformed() {
        Mangler mangler = new Mangler(Mangler.seed());
        int read = 0;
        for (int round = 0; round < Mangler.rounds(5_000); round++) {
            byte[] document = mangler.mangle(GOOD.getBytes(StandardCharsets.UTF_8));
            try {
                XmlElement root = XmlElement.parse(document, "Delete");
                assertThat(XmlWriter.of("A").text("B", root.text()).bytes()).isNotEmpty();
                read++;
            } catch (S3Exception e) {
                assertThat(e.error()).isEqualTo(S3Error.MALFORMED_XML);
            }
        }
        assertThat(read).as("documents that were read all the same").isPositive();
    }
}
