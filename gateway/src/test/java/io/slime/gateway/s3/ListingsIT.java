package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Listings over a socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ListingsIT {
    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;

    @BeforeAll
    void fill() {
        root.put("/b-1", "");
        for (String key : List.of("a", "b/1", "b/2", "b/c/3", "b--x", "b--y", "c%20%2B%26", "%01", "z%E2%82%AC")) {
            assertThat(root.put("/b-1/" + key, "x").status()).isEqualTo(200);
        }
    }

    @AfterAll
    void close() {
        s3.close();
    }

    private static List<String> shown(S3Client.Reply reply) {
        List<String> all = new ArrayList<>();
        Matcher m = Pattern.compile("<Contents><Key>([^<]*)<|<CommonPrefixes><Prefix>([^<]*)<")
                .matcher(reply.text());
        while (m.find()) {
            all.add(m.group(1) != null ? m.group(1) : m.group(2) + " …");
        }
        return all;
    }

    @Test
    void listsInByteOrder() {
        S3Client.Reply reply = root.get("/b-1?list-type=2");
        assertThat(shown(reply)).containsExactly("&#x1;", "a", "b--x", "b--y", "b/1", "b/2", "b/c/3", "c +&amp;", "z€");
        assertThat(reply.element("KeyCount")).isEqualTo("9");
        assertThat(reply.element("IsTruncated")).isEqualTo("false");
        assertThat(reply.text())
                .contains("<ETag>&quot;9dd4e461268c8034f5c8564e155c67a6&quot;</ETag>", "<Size>1</Size>", "CRC64NVME")
                .doesNotContain("<Owner>");
        assertThat(root.get("/b-1?list-type=2&fetch-owner=true").text()).contains("<DisplayName>root<");
        assertThat(root.get("/b-1").text()).contains("<DisplayName>root<");
        assertThat(shown(root.get("/b-1?list-type=2&encoding-type=url")))
                .contains("%01", "b/c/3", "c%20%2B%26", "z%E2%82%AC");
    }

    @Test
    void rollsUpByDelimitersOfAnyLength() {
        assertThat(shown(root.get("/b-1?list-type=2&delimiter=/&prefix=b/"))).containsExactly("b/1", "b/2", "b/c/ …");
        assertThat(shown(root.get("/b-1?list-type=2&delimiter=--"))).contains("b-- …", "b/1");
        assertThat(shown(root.get("/b-1?delimiter=/&prefix=b"))).containsExactly("b--x", "b--y", "b/ …");
        assertThat(shown(root.get("/b-1?list-type=2&delimiter=&prefix=none"))).isEmpty();
    }

    @Test
    void pagesThroughAll() {
        for (int size = 1; size <= 4; size++) {
            List<String> all = new ArrayList<>();
            String from = "";
            do {
                S3Client.Reply page = root.get("/b-1?list-type=2&delimiter=/&max-keys=" + size + from);
                assertThat(shown(page)).hasSizeLessThanOrEqualTo(size);
                all.addAll(shown(page));
                assertThat(page.element("IsTruncated"))
                        .isEqualTo(page.element("NextContinuationToken").isEmpty() ? "false" : "true");
                from = page.element("NextContinuationToken").isEmpty()
                        ? ""
                        : "&continuation-token=" + page.element("NextContinuationToken");
            } while (!from.isEmpty());
            assertThat(all).containsExactlyInAnyOrder("&#x1;", "a", "b--x", "b--y", "b/ …", "c +&amp;", "z€");
        }
    }

    @Test
    void goesOnAfterAMarker() {
        S3Client.Reply page = root.get("/b-1?delimiter=/&max-keys=5");
        assertThat(page.element("NextMarker")).isEqualTo("b/");
        assertThat(shown(root.get("/b-1?delimiter=/&marker=b/"))).containsExactly("c +&amp;", "z€");
        assertThat(shown(root.get("/b-1?marker=b/1"))).startsWith("b/2");
        assertThat(root.get("/b-1?max-keys=5").element("NextMarker")).isEmpty();
        assertThat(shown(root.get("/b-1?list-type=2&start-after=c"))).containsExactly("c +&amp;", "z€");
    }

    @Test
    void takesAnyNumberOfKeysAndNoNonsense() {
        S3Client.Reply none = root.get("/b-1?list-type=2&max-keys=0");
        assertThat(shown(none)).isEmpty();
        assertThat(none.element("IsTruncated")).isEqualTo("false");
        assertThat(root.get("/b-1?list-type=2&max-keys=5000").element("MaxKeys"))
                .isEqualTo("1000");
        assertThat(root.get("/b-1?list-type=2&max-keys=-1").outcome()).isEqualTo("400 InvalidArgument");
        assertThat(root.get("/b-1?list-type=2&max-keys=a").outcome()).isEqualTo("400 InvalidArgument");
        assertThat(root.get("/b-1?list-type=2&continuation-token=a").outcome()).isEqualTo("400 InvalidArgument");
        assertThat(root.get("/b-1?list-type=2&encoding-type=x").outcome()).isEqualTo("400 InvalidArgument");
        assertThat(root.get("/b-1?list-type=2&torrents").outcome()).isEqualTo("501 NotImplemented");
    }
}
