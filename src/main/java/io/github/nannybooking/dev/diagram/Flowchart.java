package io.github.nannybooking.dev.diagram;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A flowchart of <a href="https://mermaid.js.org/syntax/flowchart.html">Mermaid</a>. */
final class Flowchart {

    /** The characters with a special meaning in Mermaid, or in the HTML of its labels. */
    private static final Pattern SPECIAL =
            Pattern.compile("[^\\p{IsAlphabetic}\\p{IsDigit} .,:;!?/()\\[\\]{}$=>+*'|~_-]");

    private final StringBuilder nodes = new StringBuilder();
    /** Apart from the nodes, since a frame contains each node that is named in it. */
    private final StringBuilder arrows = new StringBuilder();

    private int count;
    private int depth = 1;

    /** @param direction {@code TB} from top to bottom, {@code LR} from left to right */
    Flowchart(String direction) {
        nodes.append("flowchart ").append(direction).append('\n');
    }

    enum Shape {
        STEP("[", "]"),
        CALL("[[", "]]"),
        STORE("[(", ")]"),
        DECISION("{{", "}}"),
        ENTRY("([", "])");

        private final String before;
        private final String after;

        Shape(String before, String after) {
            this.before = before;
            this.after = after;
        }
    }

    /** An arrow whose end is not drawn yet. */
    record Arrow(String from, String label, boolean dotted) {

        static Arrow from(String node) {
            return new Arrow(node, "", false);
        }

        Arrow labelled(String text) {
            return new Arrow(from, text, dotted);
        }

        Arrow asDotted() {
            return new Arrow(from, label, true);
        }
    }

    /** @return the id of the new node */
    String node(Shape shape, List<Arrow> arrows, List<String> lines) {
        String id = nextId();
        line(id + shape.before + quoted(lines) + shape.after);
        arrows.forEach(arrow -> arrow(arrow, id));
        return id;
    }

    void arrow(Arrow arrow, String to) {
        String line = arrow.dotted() ? " -.->" : " -->";
        String label = arrow.label().isEmpty() ? "" : "|" + quoted(List.of(arrow.label())) + "|";
        arrows.append("  %s%s%s %s\n".formatted(arrow.from(), line, label, to));
    }

    /**
     * Draws a frame around {@code content}.
     *
     * @param title blank if the frame may contain another one, over which Mermaid would write the title
     * @return the id of the frame
     */
    String frame(String title, Runnable content) {
        String id = nextId();
        line("subgraph " + id + "[\"" + title + "\"]");
        depth++;
        content.run();
        depth--;
        line("end");
        return id;
    }

    private String nextId() {
        return "n" + ++count;
    }

    private void line(String line) {
        nodes.append("  ".repeat(depth)).append(line).append('\n');
    }

    private static String quoted(List<String> lines) {
        return lines.stream().map(Flowchart::escape).collect(Collectors.joining("<br>", "\"", "\""));
    }

    /** As <a href="https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters">entity codes</a>. */
    private static String escape(String text) {
        return SPECIAL.matcher(text.replaceAll("\\s+", " ").strip())
                .replaceAll(special ->
                        Matcher.quoteReplacement("#" + special.group().codePointAt(0) + ";"));
    }

    @Override
    public String toString() {
        return nodes.toString() + arrows;
    }
}
