package io.github.nannybooking;

import org.apache.camel.CamelContext;

/** The settings that are whole numbers, with their bounds. Their defaults and meaning stand in application.properties. */
enum Setting {
    HTTP_PORT("booking.http-port", 1, 65_535),
    MANAGEMENT_PORT("booking.management-port", 1, 65_535),
    RETRY_AFTER("booking.retry-after", 1, 3_600),
    MAX_BODY_SIZE("booking.max-body-size", 1_024, 1_048_576),
    MAX_URI_LENGTH("booking.max-uri-length", 256, 65_536),
    MAX_HEADER_SIZE("booking.max-header-size", 1_024, 65_536),
    REQUEST_TIMEOUT("booking.request-timeout", 1_000, 25_000),
    IDLE_TIMEOUT("booking.idle-timeout", 1, 600),
    RATE_LIMIT("booking.rate-limit", 1, 1_000_000),
    BATCH_SIZE("booking.decline.batch-size", 1, 10),
    CONSUMERS("booking.decline.consumers", 1, 50),
    WAIT_TIME("booking.decline.wait-time", 0, 20),
    DECLINE_ATTEMPTS("booking.decline.attempts", 1, 1_000),
    RETRY_DELAY("booking.decline.retry-delay", 1, 3_600),
    MAX_RETRY_DELAY("booking.decline.max-retry-delay", 1, 3_600),
    VISIBILITY_TIMEOUT("booking.decline.visibility-timeout", 2, 600),
    ACKNOWLEDGE_WITHIN("booking.decline.acknowledge-within", 10, 1_000),
    AWS_ATTEMPTS("booking.aws.attempts", 1, 10),
    AWS_ATTEMPT_TIMEOUT("booking.aws.attempt-timeout", 100, 30_000),
    AWS_BUDGET("booking.aws.budget", 500, 20_000),
    DECLINE_PAUSE("booking.decline.pause", 1, 300),
    RECONCILE_INTERVAL("booking.reconcile.interval", 1, 300),
    RECONCILE_FIRST_CHECK("booking.reconcile.first-check", 1, 3_600),
    RECONCILE_MAX_DELAY("booking.reconcile.max-delay", 1, 86_400),
    NOTICE_ATTEMPTS("booking.notice.attempts", 1, 100);

    private final String key;
    private final int min;
    private final int max;

    Setting(String key, int min, int max) {
        this.key = key;
        this.min = min;
        this.max = max;
    }

    String key() {
        return key;
    }

    int min() {
        return min;
    }

    int max() {
        return max;
    }

    /** The value, once it was checked. */
    int value(CamelContext context) {
        return Integer.parseInt(context.resolvePropertyPlaceholders("{{" + key + "}}"));
    }

    /** @throws InvalidSettingException if the value is no whole number within its bounds */
    void check(CamelContext context) {
        String value = context.resolvePropertyPlaceholders("{{" + key + "}}");
        if (!value.matches("-?\\d{1,9}") || Integer.parseInt(value) < min || Integer.parseInt(value) > max) {
            throw new InvalidSettingException(
                    "%s must be a whole number from %d to %d, but is '%s'".formatted(key, min, max, value));
        }
    }
}
