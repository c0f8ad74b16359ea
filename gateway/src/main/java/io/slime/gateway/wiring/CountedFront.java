package io.slime.gateway.wiring;

import io.slime.gateway.http.Answer;
import io.slime.gateway.http.Front;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.http.Refusal;
import io.slime.gateway.maintenance.Foreground;
import java.io.IOException;

/** A front whose requests background work gives way to. */
final class CountedFront implements Front {
    private final Front front;
    private final Foreground foreground;

    CountedFront(Front front, Foreground foreground) {
        this.front = front;
        this.foreground = foreground;
    }

    @Override
    public void serve(HttpCall call) throws IOException {
        foreground.begin();
        try {
            front.serve(call);
        } finally {
            foreground.end();
        }
    }

    @Override
    public Answer refusal(HttpCall call, Refusal reason) {
        return front.refusal(call, reason);
    }
}
