package io.github.nannybooking.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Other programs write attributes of any type and value. */
class AttributesTest {

    private static final String NAME = "attribute";

    /** The first numbers beyond a long, whose fraction is cut. */
    private static final BigDecimal GREATEST =
            BigDecimal.valueOf(Long.MAX_VALUE).add(BigDecimal.ONE);

    private static final BigDecimal SMALLEST =
            BigDecimal.valueOf(Long.MIN_VALUE).subtract(BigDecimal.ONE);

    @Property
    void should_read_an_attribute_of_its_type_and_take_any_other_for_missing(@ForAll("values") AttributeValue value) {
        Attributes item = new Attributes(Map.of(NAME, value));

        assertThat(item.text(NAME)).isEqualTo(value.s());
        assertThat(item.number(NAME)).isEqualTo(value.n() == null ? null : new BigDecimal(value.n()));
        assertThat(item.texts(NAME)).hasSameElementsAs(value.ss());
        assertThat(item.bytes(NAME))
                .isEqualTo(value.b() == null ? null : value.b().asByteArray());
    }

    @Property
    void should_cut_the_fraction_of_a_number_and_take_one_beyond_a_long_for_missing(
            @ForAll("numbers") BigDecimal number) {
        Attributes item = new Attributes(Map.of(NAME, AttributeValue.fromN(number.toString())));
        boolean isInRange = number.compareTo(SMALLEST) > 0 && number.compareTo(GREATEST) < 0;

        assertThat(item.wholeNumber(NAME)).isEqualTo(isInRange ? (Long) number.longValue() : null);
    }

    @Example
    void should_take_a_missing_attribute_for_missing() {
        Attributes none = new Attributes(Map.of());

        assertThat(none.text(NAME)).isNull();
        assertThat(none.number(NAME)).isNull();
        assertThat(none.wholeNumber(NAME)).isNull();
        assertThat(none.texts(NAME)).isEmpty();
        assertThat(none.bytes(NAME)).isNull();
    }

    @Provide
    Arbitrary<AttributeValue> values() {
        Arbitrary<AttributeValue> scalars = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20).map(AttributeValue::fromS),
                numbers().map(number -> AttributeValue.fromN(number.toString())),
                Arbitraries.bytes()
                        .array(byte[].class)
                        .ofMaxSize(20)
                        .map(bytes -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes))),
                Arbitraries.of(true, false).map(AttributeValue::fromBool),
                Arbitraries.just(AttributeValue.fromNul(true)),
                Arbitraries.strings()
                        .ofMaxLength(5)
                        .set()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(set -> AttributeValue.fromSs(List.copyOf(set))),
                numbers()
                        .set()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(set -> AttributeValue.fromNs(
                                set.stream().map(BigDecimal::toString).toList())));
        return Arbitraries.oneOf(
                scalars,
                scalars.list().ofMaxSize(3).map(AttributeValue::fromL),
                scalars.map(value -> AttributeValue.fromM(Map.of("a", value))));
    }

    /** With up to 38 digits, and exponents up to those of DynamoDB. */
    @Provide
    Arbitrary<BigDecimal> numbers() {
        return Arbitraries.bigIntegers()
                .between(
                        BigDecimal.TEN.pow(38).negate().toBigInteger(),
                        BigDecimal.TEN.pow(38).toBigInteger())
                .flatMap(
                        digits -> Arbitraries.integers().between(-87, 130).map(scale -> new BigDecimal(digits, scale)));
    }
}
