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

/** Checks that Kaoto shows the whole file, and keeps it when it saves. */
final class CanonicalForm {

    private static final LoadSettings WITH_COMMENTS =
            LoadSettings.builder().setParseComments(true).build();

    private CanonicalForm() {}

    static Stream<Finding> findings(RouteFile file) {
        return Stream.of(
                        comments(file),
                        file.root().all().flatMap(CanonicalForm::duplicateKeys),
                        file.elements("uri")
                                .filter(uri -> uri.text().contains("?"))
                                .map(
                                        uri -> uri.finding(
                                                "Kaoto shows only options under 'parameters': move those after the '?' of the uri there")))
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> comments(RouteFile file) {
        return StreamSupport.stream(
                        new Parse(WITH_COMMENTS).parseString(file.yaml()).spliterator(), false)
                .filter(CanonicalForm::isComment)
                .map(event -> new Finding(
                        file.path(),
                        YamlMistake.line(event.getStartMark()),
                        "Kaoto drops comments: use a description instead"));
    }

    private static boolean isComment(Event event) {
        return event instanceof CommentEvent comment && comment.getCommentType() != CommentType.BLANK_LINE;
    }

    private static Stream<Finding> duplicateKeys(Element element) {
        Set<String> names = new HashSet<>();
        return element.children().stream()
                .filter(child -> !names.add(child.name()))
                .map(child -> child.finding("duplicate key '" + child.name() + "'"));
    }
}
