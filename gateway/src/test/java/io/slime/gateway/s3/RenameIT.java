package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** RenameObject over a socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RenameIT {
    private static final String SOURCE = "x-amz-rename-source";
    private static final String PAST = "Mon, 01 Jan 2018 00:00:00 GMT";
    private static final String FUTURE = "Fri, 01 Jan 2100 00:00:00 GMT";

    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;

    RenameIT() {
        assertThat(root.put("/b-1", "").outcome()).isEqualTo("200");
    }

    @AfterAll
    void close() {
        s3.close();
    }

    private String put(String key, String body) {
        S3Client.Reply reply = root.put("/b-1/" + key, body);
        assertThat(reply.outcome()).isEqualTo("200");
        return reply.header("etag");
    }

    private String rename(String from, String to, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = SOURCE;
        all[headers.length + 1] = from;
        return root.put("/b-1/" + to + "?renameObject", "", all).outcome();
    }

    private String text(String key) {
        S3Client.Reply reply = root.get("/b-1/" + key);
        return reply.status() == 200 ? reply.text() : reply.outcome();
    }

    @Test
    void movesAllThatBelongsToAnObject() {
        root.put("/b-1/a%20b", "moved", "content-type", "text/x", "x-amz-meta-k", "v", "x-amz-tagging", "t=1");
        int chunks = s3.chunks();
        assertThat(rename("a%20b", "c/d")).isEqualTo("200");
        assertThat(s3.chunks()).isEqualTo(chunks);
        S3Client.Reply moved = root.get("/b-1/c/d");
        assertThat(moved.text()).isEqualTo("moved");
        assertThat(moved.header("content-type")).isEqualTo("text/x");
        assertThat(moved.header("x-amz-meta-k")).isEqualTo("v");
        assertThat(moved.header("x-amz-tagging-count")).isEqualTo("1");
        assertThat(text("a%20b")).isEqualTo("404 NoSuchKey");
        assertThat(root.get("/b-1?list-type=2").text())
                .contains("<Key>c/d</Key>")
                .doesNotContain("<Key>a b</Key>");
        assertThat(rename("/b-1/c/d", "e")).isEqualTo("200");
        assertThat(rename("b-1/e", "f")).isEqualTo("200");
        assertThat(text("f")).isEqualTo("moved");
    }

    @Test
    void aSourceMustBeAnotherKeyOfTheBucket() {
        put("here", "x");
        assertThat(rename("absent", "to")).isEqualTo("404 NoSuchKey");
        assertThat(rename("here", "here")).isEqualTo("400 InvalidRequest");
        assertThat(rename("/other/here", "to")).isEqualTo("400 InvalidArgument");
        assertThat(rename("/b-1/", "to")).isEqualTo("400 InvalidArgument");
        assertThat(rename("%00", "to")).startsWith("400 ");
        assertThat(root.put("/b-1/to?renameObject", "").outcome()).isEqualTo("400 InvalidArgument");
        assertThat(rename("here", "to", "x-amz-client-token", "x".repeat(65))).isEqualTo("400 InvalidArgument");
        assertThat(text("to")).isEqualTo("404 NoSuchKey");
        assertThat(text("here")).isEqualTo("x");
    }

    @Test
    void conditionsOnTheSource() {
        String tag = put("s", "source");
        assertThat(rename("s", "t", SOURCE + "-if-match", "\"other\"")).isEqualTo("412 PreconditionFailed");
        assertThat(rename("s", "t", SOURCE + "-if-none-match", tag)).isEqualTo("412 PreconditionFailed");
        assertThat(rename("s", "t", SOURCE + "-if-unmodified-since", PAST)).isEqualTo("412 PreconditionFailed");
        assertThat(rename("s", "t", SOURCE + "-if-modified-since", FUTURE)).isEqualTo("412 PreconditionFailed");
        assertThat(text("t")).isEqualTo("404 NoSuchKey");
        assertThat(rename("s", "t", SOURCE + "-if-match", tag, SOURCE + "-if-modified-since", PAST))
                .isEqualTo("200");
        assertThat(text("t")).isEqualTo("source");
    }

    @Test
    void conditionsOnTheDestination() {
        put("from", "new");
        assertThat(rename("from", "dest", "if-match", "\"any\"")).isEqualTo("412 PreconditionFailed");
        assertThat(rename("from", "dest", "if-modified-since", PAST)).isEqualTo("412 PreconditionFailed");
        String old = put("dest", "old");
        assertThat(rename("from", "dest", "if-none-match", "*")).isEqualTo("412 PreconditionFailed");
        assertThat(rename("from", "dest", "if-match", "\"any\"")).isEqualTo("412 PreconditionFailed");
        assertThat(rename("from", "dest", "if-unmodified-since", PAST)).isEqualTo("412 PreconditionFailed");
        assertThat(rename("from", "dest", "if-modified-since", FUTURE)).isEqualTo("412 PreconditionFailed");
        assertThat(text("dest")).isEqualTo("old");
        assertThat(rename("from", "dest", "if-match", old, "if-unmodified-since", FUTURE))
                .isEqualTo("200");
        assertThat(text("dest")).isEqualTo("new");
        put("from", "third");
        assertThat(rename("from", "fresh", "if-none-match", "*")).isEqualTo("200");
    }

    @Test
    void aRenameSentAgainWithItsTokenIsAnsweredAsBefore() {
        put("once", "x");
        assertThat(rename("once", "twice", "x-amz-client-token", "token-1")).isEqualTo("200");
        assertThat(rename("once", "twice", "x-amz-client-token", "token-1")).isEqualTo("200");
        assertThat(rename("once", "twice", "x-amz-client-token", "token-2")).isEqualTo("404 NoSuchKey");
        assertThat(rename("once", "twice")).isEqualTo("404 NoSuchKey");
        assertThat(text("twice")).isEqualTo("x");
    }
}
