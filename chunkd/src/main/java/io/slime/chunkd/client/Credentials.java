package io.slime.chunkd.client;

import io.slime.chunkd.wire.ClusterSecret;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What a gateway proves itself with to chunk servers, and whom it believes.
 *
 * @param secret the cluster secret; a server must then prove that it knows it too
 * @param tls the certificate that servers are shown, and the authorities that theirs must be of; empty where only {@code http} is spoken
 */
public record Credentials(Optional<ClusterSecret> secret, Optional<SSLContext> tls) {
    /** For servers on loopback that ask for nothing. */
    public static final Credentials NONE = new Credentials(Optional.empty(), Optional.empty());

    /** Just the cluster secret, if there is one. */
    public static Credentials of(Optional<ClusterSecret> secret) {
        return new Credentials(secret, Optional.empty());
    }
}
