package io.github.nannybooking.dev.check;

import io.github.nannybooking.platform.startup.RouteFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;

/**
 * The YAML of a route file, with the line of each element. A file that Camel can't load can be checked as well.
 *
 * @param yaml the content of the file
 */
record RouteFile(Path path, String yaml, Element root) {

    private static final Set<String> DATA = Set.of("parameters", "properties");

    /** YAML reads a placeholder without quotes as a mapping in the key of a mapping. The check has a clearer message. */
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setAllowNonScalarKeys(true).build();

    /** Reads a file. If it can't be read, adds the reason to {@code findings} and returns an empty result. */
    static Optional<RouteFile> read(Path path, List<Finding> findings) throws IOException {
        if (!path.toString().endsWith(RouteFiles.SUFFIX)) {
            findings.add(new Finding(path, 1, "the name of a route file must end with " + RouteFiles.SUFFIX));
            return Optional.empty();
        }
        return YamlMistake.read(path, findings, yaml -> {
            int before = findings.size();
            aliases(path, yaml).forEach(findings::add);
            if (findings.size() > before) {
                return Optional.empty();
            }
            Optional<RouteFile> file = new Compose(SETTINGS)
                    .composeString(yaml)
                    .map(node -> new RouteFile(path, yaml, Element.root(path, node)));
            file.ifPresentOrElse(
                    read -> Stream.concat(read.unquotedPlaceholders(), read.notAList())
                            .forEach(findings::add),
                    () -> findings.add(new Finding(path, 1, "the file is empty")));
            return file.filter(read -> findings.size() == before);
        });
    }

    private static Stream<Finding> aliases(Path path, String yaml) {
        return StreamSupport.stream(new Parse(SETTINGS).parseString(yaml).spliterator(), false)
                .filter(AliasEvent.class::isInstance)
                .map(alias -> new Finding(
                        path, YamlMistake.line(alias.getStartMark()), "Kaoto drops aliases: repeat the content here"));
    }

    private Stream<Finding> unquotedPlaceholders() {
        return root.all()
                .filter(Element::hasMappingAsKey)
                .map(element -> element.finding("put a value that begins with '{' into quotes: \"{{booking.table}}\""));
    }

    /** Camel ignores such a file. */
    private Stream<Finding> notAList() {
        return root.isList() ? Stream.of() : Stream.of(root.finding("the file must be a list, such as '- route:'"));
    }

    /** The elements of a kind at the top of the file, for example its routes. */
    Stream<Element> of(String kind) {
        return root.children().stream().flatMap(item -> item.child(kind).stream());
    }

    /** All elements except data: the parameters of endpoints and the properties of beans. */
    Stream<Element> elements() {
        return elements(root);
    }

    Stream<Element> elements(String name) {
        return elements().filter(element -> element.name().equals(name));
    }

    private static Stream<Element> elements(Element element) {
        return Stream.concat(
                Stream.of(element),
                element.children().stream()
                        .filter(child -> !DATA.contains(child.name()))
                        .flatMap(RouteFile::elements));
    }
}
