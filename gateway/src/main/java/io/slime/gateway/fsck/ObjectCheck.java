package io.slime.gateway.fsck;

import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.object.ObjectReader;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.Versions;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ContentKey;
import io.slime.metadata.object.Found;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks at one object: where its chunks are and how they are, whether all of it can be read, and is what was written. */
public final class ObjectCheck {
    private static final int BUFFER_BYTES = 128 * 1024;

    private final Metadata metadata;
    private final ExtentChecks checks;
    private final Objects objects;

    /** Looks at objects of that metadata, on the stores of that cluster. */
    public ObjectCheck(Metadata metadata, Cluster cluster, Objects objects) {
        this.metadata = metadata;
        this.checks = new ExtentChecks(metadata, cluster);
        this.objects = objects;
    }

    /** The version of that id, or the current one; empty if there is none, or it is a delete marker. */
    public Optional<ObjectVersion> find(String path, Optional<String> versionId) {
        Optional<Found> found = DatabaseCalls.ask(() -> versionId.isPresent()
                ? metadata.objects().find(path, versionId.get())
                : metadata.objects().find(path));
        return found.flatMap(version -> version.content().map(content -> Versions.of(version.version(), content)));
    }

    /** All versions of a path, delete markers too, the newest first, at most {@code limit}. */
    public List<io.slime.metadata.object.ObjectVersion> versions(String path, int limit) {
        return DatabaseCalls.ask(() -> metadata.checks().history(path, limit));
    }

    /**
     * Hands over the state of each extent of a version, in order.
     *
     * @param deep whether to read all chunks
     */
    public void extents(ObjectVersion version, boolean deep, Consumer<ExtentState> taker) {
        PrefixWalk.extents(
                metadata,
                version.content(),
                (content, row) -> checks.check(content, row.position(), deep).ifPresent(taker));
    }

    /**
     * Reads a version as a client would, and compares it with every digest of the whole that is kept with it. What a client's key
     * encrypts is read as it is in the stores, for no digest is kept of that.
     *
     * @throws StorageException if it cannot be read
     */
    public List<WholeDigests.Outcome> digests(ObjectVersion version) {
        boolean secret = version.content()
                .key()
                .filter(key -> key.scheme() == ContentKey.Scheme.CUSTOMER)
                .isPresent();
        WholeDigests digests = secret ? WholeDigests.none() : WholeDigests.of(version);
        byte[] buffer = new byte[BUFFER_BYTES];
        if (version.size() > 0) {
            try (ObjectReader reader =
                    secret ? objects.readStored(version) : objects.read(version, 0, version.size())) {
                for (int n = reader.read(buffer, 0, buffer.length); n >= 0; n = reader.read(buffer, 0, buffer.length)) {
                    digests.update(buffer, n);
                }
            }
        }
        return digests.outcomes();
    }
}
