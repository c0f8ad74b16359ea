package io.slime.gateway.journal;

import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.foreign.ForeignContent;
import io.slime.metadata.object.Found;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.upload.UploadPart;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells whether a foreign content is newer than what the database has in its place. Within an epoch numbers tell; else the clocks
 * of those who wrote must, for nothing else is left.
 */
final class Newer {
    private final Metadata metadata;

    Newer(Metadata metadata) {
        this.metadata = metadata;
    }

    /** What is to become of a whole content. */
    ForeignContent.State judge(ForeignContent content) {
        if (content.upload().isEmpty()) {
            return metadata.objects()
                            .find(content.path())
                            .filter(found -> !newer(
                                    content,
                                    found.content().map(each -> each.id()),
                                    found.version().modified()))
                            .isPresent()
                    ? ForeignContent.State.SUPERSEDED
                    : ForeignContent.State.WHOLE;
        }
        if (metadata.uploads()
                .find(content.upload())
                .filter(upload -> upload.path().equals(content.path()))
                .isEmpty()) {
            return ForeignContent.State.UPLOAD_UNKNOWN;
        }
        Optional<UploadPart> there = metadata.uploads().parts(content.upload(), content.part() - 1, 1).stream()
                .filter(part -> part.number() == content.part())
                .findFirst();
        return there.filter(part -> !newer(content, Optional.of(part.content()), part.modified()))
                        .isPresent()
                ? ForeignContent.State.SUPERSEDED
                : ForeignContent.State.WHOLE;
    }

    /** That nothing has changed at a path since it was judged. */
    Precondition unchanged(String path) {
        Optional<Found> found = metadata.objects().find(path);
        return found.flatMap(there -> there.content()
                        .<Precondition>map(content ->
                                new Precondition.IfCurrent(there.version().order(), content.id())))
                .orElseGet(Precondition.IfAbsent::new);
    }

    private static boolean newer(ForeignContent content, Optional<ContentId> current, Instant modified) {
        return current.filter(id -> id.epoch().equals(content.id().epoch()))
                .map(id -> content.id().number() > id.number())
                .orElseGet(() -> content.written() > modified.toEpochMilli());
    }
}
