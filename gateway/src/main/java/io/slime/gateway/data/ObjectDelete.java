package io.slime.gateway.data;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.object.Objects;
import java.io.IOException;
import java.util.Optional;

/** {@code DELETE /data/key}: asks no store, so it works when none can be reached. */
final class ObjectDelete {
    private final Objects objects;

    ObjectDelete(Objects objects) {
        this.objects = objects;
    }

    void serve(HttpCall call, String path) throws IOException {
        if (!objects.delete(path, Optional.empty(), Conditions.ofWrite(call)).existed()) {
            throw new StorageException.NoSuchKey(path);
        }
        call.send(Answer.empty(204));
    }
}
