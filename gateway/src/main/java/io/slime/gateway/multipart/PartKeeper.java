package io.slime.gateway.multipart;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.Preconditions;
import io.slime.gateway.object.Publications;
import io.slime.gateway.object.Versions;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.publish.Source;
import io.slime.metadata.upload.UploadRow;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Publishes one part of one upload. */
final class PartKeeper {
    private final Publications publications;
    private final UploadRow upload;
    private final int number;
    private final InstantSource clock;

    PartKeeper(Publications publications, UploadRow upload, int number, InstantSource clock) {
        this.publications = publications;
        this.upload = upload;
        this.number = number;
        this.clock = clock;
    }

    Part keep(Source source, String etag, Checksums checksums) {
        Map<String, String> values = Versions.lowerCase(checksums.values());
        Optional<String> chosen = upload.checksumAlgorithm()
                .flatMap(algorithm -> Optional.ofNullable(values.get(algorithm.toLowerCase(Locale.ROOT))));
        Attributes attributes = Attributes.of(Map.of(), Map.of(), values, Map.of());
        PublishResult result =
                publications.publish(new Publish.PutPart(upload.id(), number, source, etag, chosen, attributes));
        if (result instanceof PublishResult.NoSuchUpload) {
            throw new StorageException.NoSuchUpload(upload.id());
        }
        publications.orThrow(
                upload.path(), Preconditions.NONE, Optional.of(source.id().epoch()), result);
        return new Part(number, source.size(), etag, checksums, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
