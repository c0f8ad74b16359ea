package io.slime.gateway.journal;

import io.slime.metadata.Metadata;
import io.slime.metadata.extent.Content;
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

    /**
     * What is to become of a whole content.
     *
     * @param state whether it is newer
     * @param unchanged that its path still holds what it was held against; for a part nothing can be asked
     */
    record Verdict(ForeignContent.State state, Precondition unchanged) {}

    /** Holds it against what is there now. */
    Verdict judge(ForeignContent content) {
        return content.upload().isEmpty() ? ofObject(content) : new Verdict(ofPart(content), new Precondition.None());
    }

    private Verdict ofObject(ForeignContent content) {
        Optional<Found> found = metadata.objects().find(content.path());
        boolean superseded = found.filter(there -> !newer(
                        content,
                        there.content().map(Content::id),
                        there.version().modified()))
                .isPresent();
        Precondition unchanged = found.flatMap(there -> there.content()
                        .<Precondition>map(current ->
                                new Precondition.IfCurrent(there.version().order(), current.id())))
                .orElseGet(Precondition.IfAbsent::new);
        return new Verdict(superseded ? ForeignContent.State.SUPERSEDED : ForeignContent.State.WHOLE, unchanged);
    }

    private ForeignContent.State ofPart(ForeignContent content) {
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

    private static boolean newer(ForeignContent content, Optional<ContentId> current, Instant modified) {
        return current.filter(id -> id.epoch().equals(content.id().epoch()))
                .map(id -> content.id().number() > id.number())
                .orElseGet(() -> content.written() > modified.toEpochMilli());
    }
}
