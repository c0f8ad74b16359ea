package io.slime.gateway.cli;

import io.slime.gateway.cli.client.NativeClient;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Copies one key from one native API to another, streaming. What arrived is held against the SHA-256 that the source tells, and against
 * the bytes that went by.
 *
 * @param from the source
 * @param to the target
 * @param overwrite whether what is there and differs is replaced
 */
record KeyCopy(NativeClient from, NativeClient to, boolean overwrite) {
    /** What became of a key. */
    enum Result {
        COPIED,
        SAME,
        DIFFERENT,
        GONE
    }

    /**
     * What became of it.
     *
     * @param result what
     * @param bytes how many went by
     */
    record Done(Result result, long bytes) {}

    /** Copies unless the same is there. */
    Done run(String key) throws IOException, InterruptedException {
        Optional<String> there = to.sha256(key);
        if (there.isPresent()) {
            Optional<String> source = from.sha256(key);
            if (source.isEmpty()) {
                return new Done(Result.GONE, 0);
            }
            boolean same = !source.get().isEmpty() && source.get().equalsIgnoreCase(there.get());
            if (same || !overwrite) {
                return new Done(same ? Result.SAME : Result.DIFFERENT, 0);
            }
        }
        try (NativeClient.Incoming object = from.get(key).orElse(null)) {
            return object == null ? new Done(Result.GONE, 0) : copy(key, object, there.isEmpty());
        }
    }

    private Done copy(String key, NativeClient.Incoming object, boolean onlyNew)
            throws IOException, InterruptedException {
        MessageDigest digest = sha256();
        long[] count = {0};
        InputStream body = new DigestInputStream(object.body(), digest) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int n = super.read(into, offset, length);
                count[0] += Math.max(n, 0);
                return n;
            }
        };
        Optional<String> kept = to.put(key, object, body, onlyNew);
        if (kept.isEmpty()) {
            return new Done(Result.DIFFERENT, 0); // somebody wrote it meanwhile
        }
        String sent = HexFormat.of().formatHex(digest.digest());
        if (!kept.get().equalsIgnoreCase(sent)) {
            throw new IOException("what arrived has SHA-256 " + kept.get() + ", what was sent " + sent);
        }
        return new Done(Result.COPIED, count[0]);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
