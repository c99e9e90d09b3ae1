package io.github.nannybooking.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What is logged in this JVM while it is open. */
public final class LogLines implements AutoCloseable {

    private final List<LogEvent> events = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LogManager.getRootLogger();
    private final AbstractAppender appender =
            new AbstractAppender("log-lines", null, null, false, Property.EMPTY_ARRAY) {
                @Override
                public void append(LogEvent event) {
                    events.add(event.toImmutable());
                }
            };

    public LogLines() {
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

    @Override
    public void close() {
        root.removeAppender(appender);
        appender.stop();
    }
}
