package io.github.nannybooking.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An attribute that holds the state of an item. */
final class StatusAttribute {

    private StatusAttribute() {}

    static boolean holds(Map<String, AttributeValue> item, String attribute, Enum<?> state) {
        AttributeValue value = item.get(attribute);
        return value != null && state.name().equals(value.s());
    }
}
