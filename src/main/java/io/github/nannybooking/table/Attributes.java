package io.github.nannybooking.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes of an item as the application reads them. Other programs write items, too: an attribute of another type
 * counts as missing, so that one item never makes a page fail.
 */
public record Attributes(Map<String, AttributeValue> item) {

    private static final AttributeValue MISSING = AttributeValue.builder().build();

    /** Null if missing. */
    public String text(String name) {
        return value(name).s();
    }

    /** Null if missing. */
    public BigDecimal number(String name) {
        String number = value(name).n();
        return number == null ? null : new BigDecimal(number);
    }

    /** A number without its fraction; null if missing, or not in the range of a long. */
    public Long wholeNumber(String name) {
        BigDecimal number = number(name);
        BigInteger whole = number == null ? null : number.toBigInteger();
        return whole == null || whole.bitLength() >= Long.SIZE ? null : whole.longValue();
    }

    /** Null if missing. */
    public byte[] bytes(String name) {
        SdkBytes bytes = value(name).b();
        return bytes == null ? null : bytes.asByteArray();
    }

    /** Empty if missing. */
    public Set<String> texts(String name) {
        return Set.copyOf(value(name).ss());
    }

    private AttributeValue value(String name) {
        return item.getOrDefault(name, MISSING);
    }
}
