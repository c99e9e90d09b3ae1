package io.github.nannybooking.hostile;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Records each event that any logger logs as an ERROR or with a stack trace. */
final class LoggedTrouble extends AbstractAppender implements AutoCloseable {

    private final List<String> events = new CopyOnWriteArrayList<>();

    private LoggedTrouble() {
        super("hostile", null, null, true, Property.EMPTY_ARRAY);
    }

    static LoggedTrouble watch() {
        LoggedTrouble trouble = new LoggedTrouble();
        trouble.start();
        root().addAppender(trouble);
        return trouble;
    }

    @Override
    public void append(LogEvent event) {
        if (event.getLevel().isMoreSpecificThan(Level.ERROR) || event.getThrown() != null) {
            events.add(
                    event.getLoggerName() + ": " + event.getMessage().getFormattedMessage() + " " + event.getThrown());
        }
    }

    /** Since it was asked last. */
    List<String> poll() {
        List<String> polled = List.copyOf(events);
        events.removeAll(polled);
        return polled;
    }

    @Override
    public void close() {
        root().removeAppender(this);
        stop();
    }

    private static Logger root() {
        return (Logger) LogManager.getRootLogger();
    }
}
