package io.github.nannybooking.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Values on both sides of the bounds that a field of the contract may have. */
final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

    /** The first and the last of what a pattern lets pass or not, and their neighbours; none is a lone surrogate. */
    private static final List<String> CHARACTERS = List.of(
            "a",
            "Z",
            "0",
            "é",
            " ",
            "!",
            "#",
            "$",
            "\u0000",
            "\u0001",
            "\t",
            "\n",
            "\r",
            "\u001e",
            "\u001f",
            "~",
            "\u007f",
            "\u0080",
            "\u0085",
            "\u009e",
            "\u009f",
            "\u00a0",
            "\u2027",
            "\u2028",
            "\u2029",
            "\u202a",
            "\u3000",
            "\ud7ff",
            "\ue000",
            "\ufeff",
            "\uffff",
            "🌳",
            "👶",
            "\ud800\udc00",
            "\udbff\udfff");

    private Values() {}

    /** Well-formed texts: of these lengths, and one less and more, with something odd in them, blank or repeated. */
    static Arbitrary<String> texts(List<Integer> lengths) {
        Arbitrary<String> character = Arbitraries.of(CHARACTERS);
        Arbitrary<Integer> length = Arbitraries.of(lengths.stream()
                .flatMap(bound -> Stream.of(bound - 1, bound, bound + 1))
                .filter(bound -> bound >= 0)
                .distinct()
                .toList());
        Arbitrary<String> plain = length.map("x"::repeat);
        return Arbitraries.oneOf(
                plain,
                Combinators.combine(length, character).as((count, repeated) -> repeated.repeat(count)),
                Combinators.combine(plain, character, Arbitraries.doubles().between(0, 1))
                        .as(Values::replaced),
                // as many code points as a bound has, but more code units
                Combinators.combine(length, Arbitraries.integers().between(0, 3))
                        .as((count, trees) -> "🌳".repeat(trees) + "x".repeat(Math.max(0, count - trees))),
                character.list().ofMaxSize(4).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(8).map(text -> text.replaceAll("[\\ud800-\\udfff]", "")));
    }

    private static String replaced(String text, String character, double where) {
        int at = Math.min((int) (where * text.length()), text.length() - 1);
        return text.isEmpty() ? character : text.substring(0, at) + character + text.substring(at + 1);
    }

    /** What is one of these or nearly so. */
    static Arbitrary<String> nearly(String... words) {
        Arbitrary<String> word = Arbitraries.of(words);
        return Arbitraries.oneOf(
                word,
                Combinators.combine(
                                word,
                                Arbitraries.of(CHARACTERS),
                                Arbitraries.doubles().between(0, 1))
                        .as(Values::replaced),
                Combinators.combine(word, Arbitraries.of(CHARACTERS)).as((one, more) -> one + more),
                Combinators.combine(word, Arbitraries.of(CHARACTERS)).as((one, more) -> more + one),
                word.map(String::toLowerCase),
                word.map(String::toUpperCase));
    }

    static Arbitrary<String> dates() {
        return Combinators.combine(
                        Arbitraries.of(
                                "0000", "0001", "1900", "2000", "2023", "2024", "2026", "9999", "10000", "-001", "26"),
                        Arbitraries.of("00", "01", "02", "04", "11", "12", "13", "2"),
                        Arbitraries.of("00", "01", "28", "29", "30", "31", "32", "5"))
                .as((year, month, day) -> year + "-" + month + "-" + day);
    }

    static Arbitrary<String> times() {
        Arbitrary<String> sixty = Arbitraries.of("00", "01", "30", "59", "60", "5");
        return Combinators.combine(
                        Arbitraries.of("00", "09", "10", "19", "20", "23", "24", "7"),
                        sixty,
                        sixty,
                        Arbitraries.of(true, false))
                .as((hour, minute, second, seconds) -> hour + ":" + minute + (seconds ? ":" + second : ""));
    }

    /** @param digits after the point, up to which and one more there are */
    static Arbitrary<BigDecimal> numbers(List<String> bounds, int digits) {
        return Combinators.combine(
                        Arbitraries.of(bounds).map(BigDecimal::new),
                        Arbitraries.of(-1, 0, 1),
                        Arbitraries.of(0, 1, digits - 1, digits, digits + 1))
                .as((bound, sign, scale) -> bound.add(new BigDecimal(BigInteger.valueOf(sign), scale)));
    }

    /** JSON of every type. */
    static Arbitrary<JsonNode> ofAnyType() {
        return Arbitraries.of(
                        "null",
                        "true",
                        "false",
                        "0",
                        "5",
                        "-1.5",
                        "[]",
                        "[\"a\"]",
                        "{}",
                        "{\"S\": \"a\"}",
                        "\"\"",
                        "\"60\"",
                        "\"a\"")
                .map(Values::read);
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode text(String text) {
        return JSON.textNode(text);
    }

    static JsonNode number(BigDecimal number) {
        return JSON.numberNode(number);
    }
}
