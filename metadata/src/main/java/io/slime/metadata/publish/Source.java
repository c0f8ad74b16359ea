package io.slime.metadata.publish;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.extent.Slice;

/** Where the bytes of a publish come from. */
public sealed interface Source {
    /** A content that was just written; its epoch must be open. */
    record Fresh(NewContent content) implements Source {}

    /** All of a content that is there already, which is shared from now on. */
    record Shared(ContentId content, long size) implements Source {}

    /** Some of a content that is there already, under a new name of its own. */
    record Sliced(ContentId id, Slice slice) implements Source {}

    /** Its bytes. */
    default long size() {
        return switch (this) {
            case Fresh fresh -> fresh.content().size();
            case Shared shared -> shared.size();
            case Sliced sliced -> sliced.slice().length();
        };
    }

    /** The content's id. */
    default ContentId id() {
        return switch (this) {
            case Fresh fresh -> fresh.content().id();
            case Shared shared -> shared.content();
            case Sliced sliced -> sliced.id();
        };
    }
}
