package io.slime.gateway.data;

import io.slime.gateway.account.AccessKey;
import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * Says who asks, and what they may do. On loopback everybody is root, but no browser for a foreign page; elsewhere a request is
 * signed, or over TLS carries a key by Basic authentication (RFC 7617). Administrators may do everything, other users what
 * concerns keys in buckets that they own. A key that a policy limits may nothing here, since policies speak of S3.
 */
final class Access {
    private final Trust trust;
    private final Buckets buckets;

    Access(Trust trust, Buckets buckets) {
        this.trust = trust;
        this.buckets = buckets;
    }

    Requester identify(HttpCall call) {
        BrowserGuard.check(call, trust.loopback());
        Optional<String> authorization = call.header("Authorization");
        if (authorization.isPresent() && authorization.get().regionMatches(true, 0, "Basic ", 0, 6)) {
            return basic(call, authorization.get().substring(6).strip());
        }
        boolean trusted = trust.loopback() && call.local();
        boolean signed = authorization.isPresent() || call.rawQuery().contains("X-Amz-Signature=");
        if (trusted && !signed) {
            return new Requester(trust.rootId(), "root", true, Optional.empty(), Optional.empty());
        }
        if (!signed) {
            throw new Unauthorized("this needs a signature: curl --aws-sigv4 aws:amz:REGION:s3 --user KEY:SECRET"
                    + " -H x-amz-content-sha256:UNSIGNED-PAYLOAD"
                    + (call.secure() ? ", or --user alone" : ""));
        }
        Signature signature = trust.signatures().check(call);
        AccessKey key = trust.accounts()
                .key(signature.accessKeyId())
                .filter(AccessKey::enabled)
                .orElseThrow(() -> new Unauthorized("there is no such access key"));
        return requester(key, signature.bodySha256());
    }

    private Requester basic(HttpCall call, String token) {
        if (!call.secure() && !trust.loopback()) {
            throw new Unauthorized("Basic authentication is taken over TLS only: sign with --aws-sigv4");
        }
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Unauthorized("the Authorization header is malformed");
        }
        int colon = pair.indexOf(':');
        byte[] secret = pair.substring(colon + 1).getBytes(StandardCharsets.UTF_8);
        Optional<AccessKey> key = colon < 0
                ? Optional.empty()
                : trust.accounts().key(pair.substring(0, colon)).filter(AccessKey::enabled);
        byte[] expected = key.map(AccessKey::secret).orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, secret) || key.isEmpty()) {
            throw new Unauthorized("the access key or its secret is wrong");
        }
        return requester(key.get(), Optional.empty());
    }

    private static Requester requester(AccessKey key, Optional<String> bodySha256) {
        if (key.limit().isPresent()) {
            throw Rejection.of(403, "this key is limited by a policy, which lets it speak S3 alone");
        }
        return new Requester(key.user().id(), key.user().name(), key.user().admin(), bodySha256, Optional.of(key));
    }

    /** Has a request wait its turn, if its key is limited to a rate. */
    void pace(Requester requester) {
        requester.key().flatMap(trust.accounts().paces()::admit).ifPresent(wait -> {
            throw Rejection.slowDown(wait);
        });
    }

    /** Counts what went by for a key that is limited to a rate. */
    void count(Requester requester, long bytes) {
        requester.key().ifPresent(key -> trust.accounts().paces().count(key, bytes));
    }

    /** Lets administrators pass. */
    void requireAdmin(Requester requester) {
        if (!requester.admin()) {
            throw Rejection.of(403, "this needs the key of an administrator");
        }
    }

    /** Lets those pass who own what lies at the path. */
    void requirePath(Requester requester, String path) {
        if (requester.admin()) {
            return;
        }
        boolean owned = BucketName.ofPath(path)
                .flatMap(buckets::find)
                .filter(bucket -> bucket.owner().equals(requester.userId()))
                .isPresent();
        if (!owned) {
            throw Rejection.of(403, "the key does not lie in a bucket of yours");
        }
    }
}
