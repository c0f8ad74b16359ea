package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Keys that clients send, and secrets of users, are in no answer and in no line of the log. */
final class SecretsIT {
    private static final S3ForTests S3 = new S3ForTests();
    private static final byte[] KEY = "an encryption key of 32 bytes --".getBytes(StandardCharsets.US_ASCII);
    private static final String TEXT = Base64.getEncoder().encodeToString(KEY);
    private static final String PREFIX = "x-amz-server-side-encryption-customer-";

    @AfterAll
    static void close() {
        S3.close();
    }

    @Test
    void areInNoAnswerAndNoLog() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.INFO);
        List<S3Client.Reply> replies;
        try {
            replies = requests();
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
        }
        String query = PREFIX + "key=" + TEXT.replace("=", "%3D");
        assertThat(replies).extracting(S3Client.Reply::status).contains(200, 400, 403);
        for (S3Client.Reply reply : replies) {
            assertThat(reply.text() + reply.response().headers())
                    .doesNotContain(TEXT, query, S3.rootKey.secret(), new String(KEY, StandardCharsets.US_ASCII));
        }
        assertThat(log.list).as("lines, those of the access log").isNotEmpty();
        for (ILoggingEvent line : List.copyOf(log.list)) {
            assertThat(line.getFormattedMessage() + line.getThrowableProxy())
                    .doesNotContain(TEXT, query, S3.rootKey.secret(), new String(KEY, StandardCharsets.US_ASCII));
        }
    }

    private static List<S3Client.Reply> requests() {
        S3Client stranger = new S3Client(S3.address(), S3.rootKey.accessKeyId(), "not the secret");
        String query = "?" + PREFIX + "algorithm=AES256&" + PREFIX + "key=" + TEXT.replace("=", "%3D");
        List<S3Client.Reply> replies = new ArrayList<>();
        replies.add(S3.root.put("/secrets", ""));
        replies.add(S3.root.put("/secrets/k", "x", key(TEXT, md5())));
        replies.add(S3.root.get("/secrets/k", key(TEXT, md5())));
        replies.add(S3.root.get("/secrets/k"));
        replies.add(S3.root.put("/secrets/k", "x", key(TEXT, "wrong")));
        replies.add(S3.root.put("/secrets/k", "x", key(TEXT + TEXT, md5())));
        replies.add(S3.root.put("/secrets/k", "x", PREFIX + "key", TEXT));
        replies.add(S3.root.put("/none/k", "x", key(TEXT, md5())));
        replies.add(S3.root.get("/secrets/absent", key(TEXT, md5())));
        replies.add(S3.root.presigned("PUT", "/secrets/k" + query, "x"));
        replies.add(stranger.put("/secrets/k", "x", key(TEXT, md5())));
        replies.add(stranger.presigned("PUT", "/secrets/k" + query, "x"));
        replies.add(stranger.anonymous("PUT", "/secrets/k" + query, "x", key(TEXT, md5())));
        return replies;
    }

    private static String[] key(String key, String md5) {
        return new String[] {PREFIX + "algorithm", "AES256", PREFIX + "key", key, PREFIX + "key-MD5", md5};
    }

    private static String md5() {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(KEY));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
