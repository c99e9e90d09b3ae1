package io.github.nannybooking.testing;

import java.util.HashMap;
import java.util.Map;

/** The names of a table and its queues. */
public record Resources(String table, String queue, String deadLetterQueue) {

    /** The names in the template. */
    public static final Resources DEFAULT =
            new Resources("babysitter", "UpdateJobApplicationsSQSQueue", "UpdateJobApplicationsSQSDLQ");

    Map<String, String> asSettings() {
        return Map.of("booking.table", table, "booking.queue", queue, "booking.dead-letter-queue", deadLetterQueue);
    }

    /** Returns the names and these settings as the environment of a process. */
    public Map<String, String> asEnvironment(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(asEnvironment());
        environment.putAll(settings);
        return environment;
    }

    /** Returns the names as the environment of a process. */
    public Map<String, String> asEnvironment() {
        return Map.of(
                "TABLE_NAME", table,
                "UPDATE_JOB_APPLICATIONS_SQS_QUEUE", queue,
                "UPDATE_JOB_APPLICATIONS_SQS_DLQ", deadLetterQueue);
    }
}
