package io.slime.gateway.object;

import io.slime.gateway.failure.StorageException;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.object.Found;
import io.slime.metadata.object.Lock;
import io.slime.metadata.publish.Facts;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import java.util.Optional;

/** Moves objects, by metadata alone. */
final class Renames {
    /** How often an object may be replaced between finding and moving it before the caller is told to try again. */
    private static final int MAX_ATTEMPTS = 4;

    private final Publications publications;

    Renames(Publications publications) {
        this.publications = publications;
    }

    void rename(RenameRequest request) {
        for (int attempt = 1; ; attempt++) {
            Optional<Found> found = publications.found(request.source(), Optional.empty());
            Optional<ObjectVersion> version = found.flatMap(Versions::of);
            if (version.isEmpty()) {
                if (madeBefore(request)) {
                    return;
                }
                throw new StorageException.NoSuchKey(request.source());
            }
            if (request.sourceConditions().decide(version.get()) != ReadConditions.Verdict.PROCEED) {
                throw new StorageException.PreconditionFailed("a condition on the source");
            }
            try {
                move(request, found.get().version(), version.get());
                return;
            } catch (StorageException.PreconditionMissing e) {
                throw new StorageException.PreconditionFailed("If-Match");
            } catch (StorageException.ConcurrentConflict e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void move(RenameRequest request, io.slime.metadata.object.ObjectVersion kept, ObjectVersion version) {
        Attributes plain = kept.attributes().withoutFact(Attributes.RENAME).withoutFact(Attributes.LEGAL_HOLD);
        Attributes attributes = request.token()
                .map(token -> plain.withFact(Attributes.RENAME, mark(token, request)))
                .orElse(plain);
        Facts facts = new Facts(kept.etag(), attributes, kept.tags(), Lock.NONE);
        Precondition.IfCurrent current =
                new Precondition.IfCurrent(version.order(), version.content().id());
        publications.publish(
                request.path(),
                request.preconditions(),
                Optional.empty(),
                precondition -> new Publish.Rename(
                        request.source(), current, request.path(), version.size(), facts, precondition));
    }

    private boolean madeBefore(RenameRequest request) {
        Optional<String> mark = request.token().map(token -> mark(token, request));
        return mark.isPresent()
                && publications
                        .found(request.path(), Optional.empty())
                        .flatMap(found -> found.version().attributes().fact(Attributes.RENAME))
                        .equals(mark);
    }

    private static String mark(String token, RenameRequest request) {
        return token + " " + request.source();
    }
}
