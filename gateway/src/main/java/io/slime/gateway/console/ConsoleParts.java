package io.slime.gateway.console;

import com.github.benmanes.caffeine.cache.Ticker;
import io.slime.gateway.http.Front;
import io.slime.gateway.session.LoginLinks;
import io.slime.gateway.session.Sessions;
import java.time.InstantSource;

/**
 * What the console is made of.
 *
 * @param sessions who is logged in
 * @param links that log in once
 * @param api serves the admin API, health and metrics, at their own paths
 * @param s3 serves S3 for who is logged in, below {@code /console/s3}
 * @param shares makes links for others
 * @param clock the time
 * @param nanos a clock that only goes forward
 */
public record ConsoleParts(
        Sessions sessions,
        LoginLinks links,
        Front api,
        Front s3,
        ShareLinks shares,
        InstantSource clock,
        Ticker nanos) {}
