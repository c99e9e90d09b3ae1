package io.github.nannybooking.dev.check;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.events.CommentEvent;
import org.snakeyaml.engine.v2.events.Event;

/** That Kaoto shows all of a file, and keeps all of it when it saves. */
final class CanonicalForm {

    private static final LoadSettings WITH_COMMENTS =
            LoadSettings.builder().setParseComments(true).build();

    private CanonicalForm() {}

    static Stream<Finding> findings(RouteFile file) {
        return Stream.of(
                        comments(file),
                        file.root().all().flatMap(element -> duplicates(file, element)),
                        file.elements()
                                .filter(element -> element.name().equals("uri")
                                        && element.text().contains("?"))
                                .map(uri -> file.finding(
                                        uri,
                                        "Kaoto knows options under 'parameters' alone, not behind a '?' of the uri")))
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> comments(RouteFile file) {
        return StreamSupport.stream(
                        new Parse(WITH_COMMENTS).parseString(file.yaml()).spliterator(), false)
                .filter(CanonicalForm::isComment)
                .map(event -> new Finding(
                        file.path(),
                        event.getStartMark().orElseThrow().getLine() + 1,
                        "Kaoto drops comments: what is worth telling goes into a description"));
    }

    private static boolean isComment(Event event) {
        return event instanceof CommentEvent comment && comment.getCommentType() != CommentType.BLANK_LINE;
    }

    /** Of two keys that are the same only one is kept. */
    private static Stream<Finding> duplicates(RouteFile file, Element element) {
        Set<String> names = new HashSet<>();
        return element.children().stream()
                .filter(child -> !names.add(child.name()))
                .map(child -> file.finding(child, "'" + child.name() + "' is there twice"));
    }
}
