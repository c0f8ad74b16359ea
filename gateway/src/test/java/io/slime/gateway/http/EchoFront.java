package io.slime.gateway.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A front for tests: says what it got, echoes bodies, and fails on request. */
final class EchoFront implements Front {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public void serve(HttpCall call) throws IOException {
        switch (call.rawPath()) {
            case "/echo" -> {
                byte[] body = call.body().readAllBytes();
                HttpCall.Output out = call.begin(200, body.length);
                out.write(body);
                out.finish();
            }
            case "/reject" -> call.send(text(403, "no"));
            case "/half" -> call.begin(200, 100_000).write(new byte[50_000]);
            case "/broken" -> throw new IllegalStateException("broken on purpose");
            case "/inject" -> {
                call.setHeader("X-Value", "a\r\nX-Evil: 1");
                call.send(text(200, "ok"));
            }
            case "/count" -> {
                long n = 0;
                byte[] buffer = new byte[8192];
                for (int read; (read = call.body().read(buffer)) >= 0; ) {
                    n += read;
                }
                call.send(text(200, Long.toString(n)));
            }
            case "/wait" -> {
                entered.countDown();
                try {
                    boolean released = release.await(30, TimeUnit.SECONDS);
                    call.send(text(200, "waited " + released));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            default -> call.send(text(200, call.method() + " " + call.rawPath() + " ? " + call.rawQuery()));
        }
    }

    @Override
    public Answer refusal(HttpCall call, Refusal reason) {
        int status = switch (reason) {
            case MALFORMED -> 400;
            case OVERLOADED, STOPPING -> 503;
            case BROKEN -> 500;
        };
        return text(status, reason.name());
    }

    private static Answer text(int status, String text) {
        return Answer.of(status, "text/plain", text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
