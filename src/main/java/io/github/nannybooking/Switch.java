package io.github.nannybooking;

import org.apache.camel.CamelContext;

/** The settings that are true or false. Their defaults and meaning stand in application.properties. */
enum Switch {
    PARKING("booking.parking.enabled"),
    QUEUE_AGES("booking.queues.ages");

    private final String key;

    Switch(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    /** @throws InvalidSettingException if the value is neither {@code true} nor {@code false}, to the letter */
    void check(CamelContext context) {
        String value = context.resolvePropertyPlaceholders("{{" + key + "}}");
        if (!value.equals("true") && !value.equals("false")) {
            throw new InvalidSettingException("%s must be true or false, but is '%s'".formatted(key, value));
        }
    }
}
