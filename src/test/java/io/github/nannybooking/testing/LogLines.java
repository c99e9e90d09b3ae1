package io.github.nannybooking.testing;

import io.github.nannybooking.platform.correlation.CorrelationId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What is logged in this JVM while it is open. */
public final class LogLines implements AutoCloseable {

    private final List<LogEvent> events = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LogManager.getRootLogger();
    private final Logger logger;
    private final AbstractAppender appender =
            new AbstractAppender("log-lines", null, null, false, Property.EMPTY_ARRAY) {
                @Override
                public void append(LogEvent event) {
                    if (event.getLoggerName().startsWith(logger.getName())) {
                        events.add(event.toImmutable());
                    }
                }
            };

    /** Records the lines of all loggers, at the levels that the tests log. */
    public LogLines() {
        this((Logger) LogManager.getRootLogger());
    }

    /** Records only the lines of a class or a package, at all levels. */
    public LogLines(String name) {
        this((Logger) LogManager.getLogger(name));
        Configurator.setLevel(logger, Level.ALL);
    }

    private LogLines(Logger logger) {
        this.logger = logger;
        appender.start();
        root.addAppender(appender);
    }

    /** Level, message and exception of each. */
    public List<String> all() {
        return events.stream()
                .map(event -> "%s %s %s"
                        .formatted(event.getLevel(), event.getMessage().getFormattedMessage(), event.getThrown()))
                .toList();
    }

    /** Level and message of those of one request. */
    public List<String> under(String correlationId) {
        return events.stream()
                .filter(event -> correlationId.equals(event.getContextData().getValue(CorrelationId.NAME)))
                .map(event -> event.getLevel() + " " + event.getMessage().getFormattedMessage())
                .toList();
    }

    @Override
    public void close() {
        root.removeAppender(appender);
        appender.stop();
        if (logger != root) {
            logger.getContext().getConfiguration().removeLogger(logger.getName());
            logger.getContext().updateLoggers();
        }
    }
}
