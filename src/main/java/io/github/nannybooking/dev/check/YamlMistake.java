package io.github.nannybooking.dev.check;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Reads YAML, explains an error of the parser to the author of a file, and finds the line of the mistake. */
final class YamlMistake {

    private YamlMistake() {}

    /** Parses a file. If it can't be read, adds the reason to {@code findings} and returns an empty result. */
    static <T> Optional<T> read(Path file, List<Finding> findings, Function<String, Optional<T>> parser)
            throws IOException {
        try {
            return parser.apply(Files.readString(file));
        } catch (NoSuchFileException e) {
            findings.add(new Finding(file, 1, "there is no such file"));
        } catch (CharacterCodingException e) {
            findings.add(new Finding(file, 1, "the file is not in UTF-8"));
        } catch (MarkedYamlEngineException e) {
            findings.add(finding(file, e));
        }
        return Optional.empty();
    }

    private static Finding finding(Path file, MarkedYamlEngineException error) {
        int found = line(error.getProblemMark());
        int began = error.getContextMark().isPresent() ? line(error.getContextMark()) : found;
        String context = Objects.requireNonNullElse(error.getContext(), "");
        String problem = error.getProblem();
        if (problem.startsWith("could not find expected ':'")) {
            return finding(file, began, "there is no ':' between name and value");
        }
        if (context.contains("quoted scalar") && problem.contains("unexpected end")) {
            return finding(file, began, "the quote that begins here is not closed");
        }
        return finding(file, found, message(context, problem, began));
    }

    private static String message(String context, String problem, int began) {
        if (problem.startsWith("mapping values are not allowed")) {
            return "no ':' is expected here: put a value that contains ': ' into quotes, or correct the ': '"
                    + " or the indentation of the line above";
        }
        if (problem.startsWith("expected <block end>, but found '<scalar>'")) {
            return "this belongs to no value: put the whole value into quotes, or indent all its lines equally";
        }
        if (problem.startsWith("expected <block end>")) {
            return "the indentation differs from that of the lines from " + began + " on";
        }
        return context.startsWith("expected") ? context + " " + problem : problem;
    }

    private static Finding finding(Path file, int line, String message) {
        return new Finding(file, line, "invalid YAML: " + message);
    }

    /** From 1. */
    static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }
}
