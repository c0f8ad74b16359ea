package io.slime.gateway.console;

import io.slime.gateway.account.AccessKey;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Makes links by which anybody may read one object for a while. */
@FunctionalInterface
public interface ShareLinks {
    /**
     * A link; empty where S3 is not served.
     *
     * @param key whose rights it uses
     * @param path bucket and key with a slash between them
     * @param version which version; empty for the current one at the time
     * @param life how long it holds, 1 second to 7 days
     */
    Optional<URI> of(AccessKey key, String path, Optional<String> version, Duration life);
}
