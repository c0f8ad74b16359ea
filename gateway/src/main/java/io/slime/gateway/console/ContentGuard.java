package io.slime.gateway.console;

import io.slime.gateway.http.HttpCall;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes what others stored harmless at the console's origin: it is shown only if it is an image, a video or a sound, which no script
 * is, and is downloaded else; a browser neither guesses its type nor runs anything in it.
 */
final class ContentGuard {
    private static final Set<String> SHOWN = Set.of(
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "image/avif",
            "video/mp4",
            "video/webm",
            "audio/mpeg");
    private static final List<String> OPENING = List.of(
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Credentials",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Headers",
            "Access-Control-Expose-Headers",
            "Access-Control-Max-Age",
            "Set-Cookie",
            "Refresh",
            "Location");

    private ContentGuard() {}

    /** Has the answer to a call guarded, whoever gives it. */
    static void on(HttpCall call) {
        call.onBegin(() -> guard(call));
    }

    private static void guard(HttpCall call) {
        OPENING.forEach(call::dropHeader);
        call.setHeader("X-Content-Type-Options", "nosniff");
        call.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        call.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        call.setHeader("Referrer-Policy", "no-referrer");
        call.setHeader("Cache-Control", "private, no-store");
        String disposition = call.responseHeader("Content-Disposition").orElse("");
        boolean attached = disposition.toLowerCase(Locale.ROOT).startsWith("attachment");
        if (!attached && !shown(call)) {
            call.setHeader("Content-Disposition", "attachment");
        }
    }

    private static boolean shown(HttpCall call) {
        String type = call.responseHeader("Content-Type").orElse("");
        return SHOWN.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }
}
