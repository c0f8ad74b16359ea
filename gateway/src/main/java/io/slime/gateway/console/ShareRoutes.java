package io.slime.gateway.console;

import io.slime.gateway.http.Answer;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.session.Session;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** {@code /console/share}: links for others. */
final class ShareRoutes {
    private static final long LONGEST = Duration.ofDays(7).toSeconds();

    private final ShareLinks links;
    private final InstantSource clock;

    ShareRoutes(ShareLinks links, InstantSource clock) {
        this.links = links;
        this.clock = clock;
    }

    Answer share(HttpCall call, Session session) throws IOException {
        Body body = Body.of(call);
        long seconds = body.number("seconds");
        if (seconds < 1 || seconds > LONGEST) {
            throw new Denied(400, "a link holds 1 second to 7 days");
        }
        String path = body.text("bucket") + "/" + body.text("key");
        URI url = links.of(session.key(), path, body.optionalText("version"), Duration.ofSeconds(seconds))
                .orElseThrow(() -> new Denied(409, "this gateway does not serve S3, so there is nowhere to link to"));
        return Replies.json(
                200,
                Replies.document("share")
                        .put("url", url.toString())
                        .put(
                                "expires",
                                clock.instant()
                                        .plusSeconds(seconds)
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString()));
    }
}
