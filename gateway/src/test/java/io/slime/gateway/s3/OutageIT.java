package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What S3 says when no store answers. */
final class OutageIT {
    @Test
    void readsAndWritesWaitAndDeletesGoOn() {
        try (S3ForTests s3 = new S3ForTests()) {
            S3Client root = s3.root;
            root.put("/b-1", "");
            root.put("/b-1/k", "hello");
            s3.closeStores();
            S3Client.Reply get = root.get("/b-1/k");
            assertThat(get.outcome()).isEqualTo("503 ServiceUnavailable");
            assertThat(get.header("Retry-After")).isNotEmpty();
            assertThat(get.header("ETag")).isEmpty();
            assertThat(root.put("/b-1/l", "hello").outcome()).isEqualTo("503 ServiceUnavailable");
            assertThat(root.head("/b-1/k").outcome()).isEqualTo("200");
            assertThat(root.get("/b-1").text()).contains("<Key>k</Key>").doesNotContain("<Key>l</Key>");
            assertThat(root.delete("/b-1/k").outcome()).isEqualTo("204");
            assertThat(root.head("/b-1/k").outcome()).isEqualTo("404");
        }
    }
}
