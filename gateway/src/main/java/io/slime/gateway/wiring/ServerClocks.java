package io.slime.gateway.wiring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/** The clocks of chunk servers, by the Date of any answer of theirs: exact to a second, which is enough to find one that is wrong. */
final class ServerClocks {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final Executor threads;
    private final InstantSource clock;
    private final Optional<SSLContext> tls;

    /** By that TLS where servers speak it; their certificates must be believed. */
    ServerClocks(Executor threads, InstantSource clock, Optional<SSLContext> tls) {
        this.threads = threads;
        this.clock = clock;
        this.tls = tls;
    }

    /** By how much the clock of the server at a URL is ahead of this one; empty if it does not tell. */
    Optional<Duration> ahead(String url) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(LIMIT).executor(threads).version(HttpClient.Version.HTTP_1_1);
        tls.ifPresent(builder::sslContext);
        try (HttpClient client = builder.build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build();
            Instant before = clock.instant();
            HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
            Instant after = clock.instant();
            return answer.headers().firstValue("Date").map(text -> between(before, after, text));
        } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty(); // that it cannot be reached is said of its stores
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The answer was given within some second, between the two times. */
    private static Duration between(Instant before, Instant after, String date) {
        Instant there =
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        if (there.isAfter(after)) {
            return Duration.between(after, there);
        }
        Instant end = there.plusSeconds(1);
        return end.isBefore(before) ? Duration.between(before, end) : Duration.ZERO;
    }
}
