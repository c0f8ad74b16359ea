package io.slime.gateway.s3.operation;

import io.slime.gateway.http.HttpCall;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Work that may outlast the patience of who asked for it, such as a copy whose bytes are written anew. As long as it is quick, it is
 * answered like any other. Then 200 is said before it is known how the work ends, and white space again and again, so that neither the
 * client nor a proxy gives up; an error is a document in that answer (S3 API reference, CopyObject: "Response and special errors").
 */
public final class LongWork {
    private final Executor threads;
    private final Duration silence;

    /**
     * Works on these threads.
     *
     * @param silence how long nothing is said, positive
     */
    public LongWork(Executor threads, Duration silence) {
        this.threads = threads;
        this.silence = silence;
    }

    /**
     * What the work gives, or throws; {@link HttpCall#send} goes on with the answer, if one was begun. A client that leaves does not
     * end the work: what it asked for may be done already.
     *
     * @throws IOException if the client left meanwhile
     */
    public <T> T await(HttpCall call, Callable<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(work);
        threads.execute(task);
        Waiting waiting = new Waiting(call);
        while (true) {
            try {
                T done = task.get(silence.toNanos(), TimeUnit.NANOSECONDS);
                waiting.demandClient();
                return done;
            } catch (TimeoutException _) {
                waiting.goOn();
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            } catch (InterruptedException _) {
                task.cancel(true);
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the server stops");
            }
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) throws IOException {
        switch (cause) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> throw new IllegalStateException(cause);
        }
    }

    /** The client that waits, until it leaves. */
    private static final class Waiting {
        private final HttpCall call;
        private @Nullable IOException gone;

        private Waiting(HttpCall call) {
            this.call = call;
        }

        private void goOn() {
            if (gone == null) {
                try {
                    call.keepWaiting(XmlWriter.TYPE, XmlWriter.prolog());
                } catch (IOException e) {
                    gone = e;
                }
            }
        }

        private void demandClient() throws IOException {
            if (gone != null) {
                throw gone;
            }
        }
    }
}
