package io.github.nannybooking.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Creates values inside and outside the bounds of a field of the contract. None contains a lone surrogate. */
final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

    /** Characters at both ends of the ranges in the patterns, and their neighbours. */
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

    private static final List<String> WORDS = List.of(
            "OPEN", "CLOSED", "BABYSITTING", "CLEANING", "RUNNING_ERRANDS", "cdfe030b-299d-3524-8342-2957a142ecfc");

    private static final List<String> NUMBERS =
            List.of("-180", "-90", "0", "1", "50", "90", "100", "180", "100000000000000000000");

    private static final List<String> ANYTHING = List.of(
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
            "\"a\"");

    private Values() {}

    /** Returns values at each bound of every kind, to find a bound that only one of two rules has. */
    static List<JsonNode> atBounds(Rule rule) {
        return Stream.of(
                        ANYTHING.stream().map(Values::read),
                        (rule.isOfNumbers() ? numbers(rule.digits().orElse(2)) : Stream.<BigDecimal>empty())
                                .map(Values::number),
                        texts(rule.maxLength().orElse(200)).map(Values::text))
                .flatMap(values -> values)
                .toList();
    }

    /** Returns random texts. */
    static Arbitrary<String> texts() {
        Arbitrary<String> odd =
                Arbitraries.of(CHARACTERS).list().ofMaxSize(5).map(characters -> String.join("", characters));
        Arbitrary<String> any =
                Arbitraries.strings().ofMaxLength(10).map(text -> text.replaceAll("[\\ud800-\\udfff]", ""));
        return Arbitraries.oneOf(
                odd, any, Combinators.combine(odd, any, odd).as((one, two, three) -> one + two + three));
    }

    static Stream<String> texts(int maxLength) {
        List<String> texts = new ArrayList<>();
        for (int length : List.of(0, 1, 2, maxLength - 1, maxLength, maxLength + 1)) {
            texts.add("x".repeat(length));
            texts.add(" ".repeat(length));
        }
        for (String character : CHARACTERS) {
            texts.addAll(List.of(character, "a" + character, character + "a", " " + character, character + " "));
            // lengths are limited in code points or in code units
            texts.add("x".repeat(maxLength - 1) + character);
            texts.add("x".repeat(maxLength - 2) + character);
        }
        for (String word : WORDS) {
            texts.addAll(List.of(word, word.toLowerCase(), word.toUpperCase(), " " + word, word + " ", word + "\n"));
            texts.addAll(List.of(word.substring(1), word.substring(0, word.length() - 1), word + word));
            for (int at = 0; at < word.length(); at++) {
                String letter = word.substring(at, at + 1);
                texts.add(word.substring(0, at) + letter.toUpperCase() + word.substring(at + 1));
                texts.add(word.substring(0, at) + letter.toLowerCase() + word.substring(at + 1));
            }
        }
        for (String year : List.of("0000", "1900", "2000", "2023", "2024", "9999", "10000", "-001", "26")) {
            for (String monthAndDay : List.of(
                    "00-01", "01-00", "01-01", "01-31", "01-32", "02-28", "02-29", "02-30", "04-30", "04-31", "12-31",
                    "13-01", "1-1")) {
                texts.add(year + "-" + monthAndDay);
            }
        }
        for (String hour : List.of("00", "09", "10", "19", "20", "23", "24", "7")) {
            for (String rest :
                    List.of("", ":00", ":59", ":60", ":5", ":00:00", ":00:59", ":00:60", ":00:5", ":00:00.5", ":00Z")) {
                texts.add(hour + rest);
            }
        }
        texts.addAll(List.of("2026-12-05T17:30", "20260101", " 2026-01-01", "2026-01-01\n", "17:30\n", "٢٠٢٦-٠١-٠١"));
        return texts.stream();
    }

    /** @param digits the number of decimal places, at most and one more */
    private static Stream<BigDecimal> numbers(int digits) {
        return NUMBERS.stream().map(BigDecimal::new).flatMap(bound -> Stream.of(-1, 0, 1)
                .flatMap(sign -> Stream.of(0, 1, digits - 1, digits, digits + 1)
                        .map(scale -> bound.add(new BigDecimal(BigInteger.valueOf(sign), scale)))));
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
