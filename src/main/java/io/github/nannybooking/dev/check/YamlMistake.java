package io.github.nannybooking.dev.check;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Explains an error of the YAML parser to the author of a route, and finds the line of the mistake. */
final class YamlMistake {

    private YamlMistake() {}

    static Finding in(Path file, MarkedYamlEngineException error) {
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
