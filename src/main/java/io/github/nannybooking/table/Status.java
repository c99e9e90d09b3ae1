package io.github.nannybooking.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A state of an item. */
public interface Status {

    /** The attribute that holds the state. */
    String attribute();

    /** The value of the attribute. */
    String name();

    /** The value of the attribute, for the SDK. */
    default AttributeValue toValue() {
        return AttributeValue.fromS(name());
    }

    /** Whether {@code item}, which may be empty, is in this state. */
    default boolean isOf(Map<String, AttributeValue> item) {
        return toValue().equals(item.get(attribute()));
    }
}
