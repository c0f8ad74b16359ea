package io.slime.gateway.cli.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import io.slime.gateway.config.LogSection;
import org.slf4j.LoggerFactory;

/** Sets what the servers write to standard error. Remote commands never come here: logging costs a tenth of a second. */
final class Logging {
    private static final String APPENDER = "STDERR";

    private Logging() {}

    static void configure(LogSection log) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(log.level().name()));
        if (log.format() == LogSection.Format.JSON
                && root.getAppender(APPENDER) instanceof ConsoleAppender<ILoggingEvent> console) {
            JsonEncoder encoder = new JsonEncoder();
            encoder.setContext(context);
            encoder.start();
            console.setEncoder(encoder);
        }
    }
}
