package io.slime.gateway.wiring;

import io.slime.chunkd.client.Credentials;
import io.slime.chunkd.wire.ClusterSecret;
import io.slime.gateway.config.MutualTls;
import io.slime.gateway.config.SecuritySection;
import io.slime.gateway.tls.FreshIdentity;
import io.slime.gateway.tls.TrustedAuthorities;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** What gateways and chunk servers prove themselves with to each other: the cluster secret, and by TLS certificates. */
public final class ChunkCredentials {
    private ChunkCredentials() {}

    /**
     * A gateway's.
     *
     * @throws io.slime.gateway.tls.TlsException as {@link #tls}
     */
    public static Credentials of(SecuritySection security) {
        return new Credentials(secret(security), tls(security));
    }

    /** The cluster secret, if there is one. */
    public static Optional<ClusterSecret> secret(SecuritySection security) {
        return security.clusterSecret().map(secret -> ClusterSecret.of(secret.value()));
    }

    /**
     * What either side speaks TLS with, if it does.
     *
     * @throws io.slime.gateway.tls.TlsException if a file cannot be read, or certificate and key do not belong together
     */
    public static Optional<SSLContext> tls(SecuritySection security) {
        return security.chunkTls().map(ChunkCredentials::context);
    }

    private static SSLContext context(MutualTls files) {
        return new FreshIdentity(files.own().certificate(), files.own().key(), System::nanoTime)
                .mutual(TrustedAuthorities.read(files.authorities()));
    }
}
