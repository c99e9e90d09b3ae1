package io.github.nannybooking.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Mutates valid bodies: drops, repeats, renames and replaces fields, and changes bytes. */
public final class MutatedBodies {

    /** A booking of a job that does not exist. */
    public static final List<Field> BOOKING =
            List.of(text("username", "maria"), text("jobId", "nowhere"), text("applicationId", "a1"));

    public static final List<Field> APPLICATION = List.of(text("username", "rita"));

    public static final List<Field> JOB = List.of(
            text("username", "maria"),
            text("jobType", "BABYSITTING"),
            text("startDate", "2026-12-05"),
            text("endDate", "2026-12-05"),
            text("startTime", "17:30"),
            text("endTime", "22:00"),
            new Field("longitude", "-8.6291"),
            new Field("latitude", "41.1579"),
            text("address", "Rua de Cedofeita 120"),
            text("city", "Porto"),
            new Field("cost", "60"));

    private static final int MOST_MUTATIONS = 4;

    private MutatedBodies() {}

    /** @param json the value as JSON */
    public record Field(String name, String json) {

        @Override
        public String toString() {
            return TextNode.valueOf(name) + ": " + json;
        }
    }

    private static Field text(String name, String value) {
        return new Field(name, TextNode.valueOf(value).toString());
    }

    public static Arbitrary<byte[]> of(List<Field> good) {
        Arbitrary<byte[]> fields = mutation(good.size())
                .list()
                .ofMaxSize(MOST_MUTATIONS)
                .map(mutations -> {
                    List<Field> fieldsNow = new ArrayList<>(good);
                    mutations.forEach(mutation -> mutation.apply(fieldsNow));
                    return fieldsNow.stream().map(Field::toString).collect(Collectors.joining(", ", "{", "}"));
                })
                .map(json -> json.getBytes(UTF_8));
        return Arbitraries.frequencyOf(
                Tuple.of(6, fields),
                Tuple.of(3, fields.flatMap(MutatedBodies::changedBytes)),
                Tuple.of(1, json().map(text -> text.getBytes(UTF_8))),
                Tuple.of(1, Arbitraries.bytes().array(byte[].class).ofMaxSize(200)));
    }

    private static Arbitrary<Function<List<Field>, Void>> mutation(int size) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, size - 1),
                        Arbitraries.strings().ofMaxLength(200),
                        json())
                .as((kind, at, name, value) -> fields -> {
                    int index = fields.isEmpty() ? 0 : at % fields.size();
                    if (fields.isEmpty() || kind == 0) {
                        fields.add(new Field(name, value));
                    } else if (kind == 1) {
                        fields.remove(index);
                    } else if (kind == 2) {
                        fields.add(fields.get(index));
                    } else if (kind == 3) {
                        fields.set(index, new Field(name, fields.get(index).json()));
                    } else {
                        fields.set(index, new Field(fields.get(index).name(), value));
                    }
                    return null;
                });
    }

    /** Any JSON, including numbers and texts that exceed the limits of many programs. */
    static Arbitrary<String> json() {
        Arbitrary<String> leaf = Arbitraries.oneOf(
                Arbitraries.of(
                        "null",
                        "true",
                        "false",
                        "0",
                        "-0",
                        "1e999999",
                        "-1e-999999",
                        "NaN",
                        "\"\\ud83d\"",
                        "\"\\u0000\""),
                Arbitraries.bigDecimals().map(Object::toString),
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(3_000),
                Arbitraries.strings().ofMaxLength(300).map(text -> TextNode.valueOf(text)
                        .toString()));
        return Arbitraries.lazyOf(
                () -> leaf,
                () -> leaf,
                () -> json().list()
                        .ofMaxSize(3)
                        .map(some -> String.join(",", some))
                        .map(some -> "[" + some + "]"),
                () -> Combinators.combine(Arbitraries.strings().ofMaxLength(20), json())
                        .as((name, value) -> "{" + TextNode.valueOf(name) + ": " + value + "}"),
                () -> Arbitraries.integers().between(1, 3_000).map(depth -> "[".repeat(depth) + "]".repeat(depth)));
    }

    private static Arbitrary<byte[]> changedBytes(byte[] body) {
        return Combinators.combine(Arbitraries.integers().between(0, body.length - 1), Arbitraries.bytes())
                .as((at, value) -> {
                    byte[] changed = body.clone();
                    changed[at] = value;
                    return changed;
                });
    }
}
