package io.github.nannybooking.dev.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.nannybooking.dev.check.Finding;
import io.github.nannybooking.platform.startup.RouteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Beans in route files: after a reload the routes use the beans that they would use after a start. */
class RunningRoutesTest {

    private static final String BEANS = "a.camel.yaml";
    private static final String ROUTES = "b.camel.yaml";

    @TempDir
    Path path;

    private final List<CamelContext> contexts = new ArrayList<>();
    private CamelContext context;
    private RunningRoutes routes;

    @AfterEach
    void stop() {
        contexts.forEach(CamelContext::stop);
    }

    /** How a file uses the bean {@code greeting} of another file: its route {@code greet} returns the text of the bean. */
    enum Use {
        STEP(route("- bean: {ref: greeting, method: getText}")),
        ENDPOINT(route("- to: {uri: bean:greeting, parameters: {method: getText}}")),
        OPTION(route("- to: {uri: mock:greet, parameters: {reporter: '#greeting'}}")),
        PROCESSOR(route("- process: {ref: greeting}")),
        SIMPLE(route("- setBody: {simple: '${bean:greeting?method=getText}'}")),
        PREDICATE(
                route(
                        "- setBody: {constant: goodbye}",
                        "- filter: {simple: '${bean:greeting?method=getText} == \"hello\"', steps: [{setBody: {constant: hello}}]}")),
        METHOD(route("- setBody: {method: {ref: greeting, method: getText}}")),
        DATA_FORMAT(route("- marshal: {custom: {ref: greeting}}")),
        POLICY(route("- setBody: {simple: '${exchangeProperty.policy}'}")
                .replace("    from:", "    routePolicy: greeting\n    from:")),
        DYNAMIC_ENDPOINT(route(
                "- setProperty: {name: name, constant: greeting}",
                "- toD: {uri: 'bean:${exchangeProperty.name}?method=getText'}")),
        PROPERTY("""
                - beans:
                    - {name: copy, type: GREETING, properties: {other: '#bean:greeting'}}
                """ + route("- bean: {ref: copy, method: getText}")),
        CONSTRUCTOR("""
                - beans:
                    - {name: copy, type: GREETING, constructors: {'0': '#bean:greeting'}}
                """ + route("- bean: {ref: copy, method: getText}")),
        NAMED_DATA_FORMAT("""
                - dataFormats:
                    - custom: {id: copy, ref: greeting}
                """ + route("- marshal: {custom: {ref: copy}}")),
        ERROR_HANDLER("""
                - errorHandler:
                    deadLetterChannel: {deadLetterUri: 'bean:greeting?method=getText'}
                """ + route("- throwException: {exceptionType: java.lang.IllegalStateException, message: no}")),
        ON_EXCEPTION("""
                - onException:
                    exception: [java.lang.IllegalStateException]
                    handled: {constant: 'true'}
                    steps: [{bean: {ref: greeting, method: getText}}]
                """ + route("- throwException: {exceptionType: java.lang.IllegalStateException, message: no}")),
        CONFIGURATION("""
                - routeConfiguration:
                    id: greeted
                    interceptFrom: [{interceptFrom: {steps: [{bean: {ref: greeting, method: getText}}]}}]
                """ + route("- log: x").replace("    from:", "    routeConfigurationId: greeted\n    from:"));

        private final String yaml;

        Use(String yaml) {
            this.yaml = yaml;
        }

        int line() {
            List<String> lines = yaml.lines().toList();
            return 1
                    + lines.indexOf(lines.stream()
                            .filter(line -> line.contains("greeting"))
                            .findFirst()
                            .orElseThrow());
        }
    }

    private static String route(String... steps) {
        return """
                - route:
                    id: greet
                    from:
                      uri: direct:greet
                      steps:
                        %s
                """.formatted(String.join("\n        ", steps));
    }

    private static String bean(String name, String text) {
        return """
                - beans:
                    - name: %s
                      type: GREETING
                      destroyMethod: close
                      properties: {text: %s}
                """.formatted(name, text);
    }

    @ParameterizedTest
    @EnumSource
    void should_use_the_bean_of_a_saved_file(Use use) throws Exception {
        save(BEANS, bean("greeting", "hello"));
        save(ROUTES, use.yaml);
        start();
        assertThat(greet()).isEqualTo("hello");

        save(BEANS, bean("greeting", "goodbye"));
        reload();

        assertThat(greet()).isEqualTo("goodbye");
    }

    /** Camel resolves a dynamic endpoint when a message arrives, also after a start. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "DYNAMIC_ENDPOINT")
    void should_keep_the_routes_when_the_bean_that_they_use_is_renamed(Use use) throws Exception {
        save(BEANS, bean("greeting", "hello"));
        save(ROUTES, use.yaml);
        start();
        greet();

        save(BEANS, bean("greetings", "goodbye"));

        Finding finding = rejected();
        assertThat(finding.file()).isEqualTo(path.resolve(ROUTES));
        assertThat(finding.message()).contains("greeting");
        if (finding.message().contains("bean")) {
            assertThat(finding.line()).isEqualTo(use.line());
            assertThat(finding.message()).endsWith("; did you mean 'greetings'?");
        }
        assertThat(greet()).isEqualTo("hello");
        assertThatThrownBy(this::start).isInstanceOf(Exception.class);
    }

    @Test
    void should_keep_the_routes_when_the_file_of_a_used_bean_is_deleted() throws Exception {
        save(BEANS, bean("greeting", "hello"));
        save(ROUTES, Use.STEP.yaml + bean("greetings", "x"));
        start();

        Files.delete(path.resolve(BEANS));

        assertThat(rejected())
                .hasToString(path.resolve(ROUTES) + ":" + Use.STEP.line() + ": route greet can't be started: "
                        + "No bean could be found in the registry for: greeting; did you mean 'greetings'?");
        assertThat(greet()).isEqualTo("hello");
        assertThatThrownBy(this::start).hasMessageContaining("greeting");
    }

    @Test
    void should_remove_the_bean_of_a_deleted_file() throws Exception {
        save(BEANS, bean("greeting", "hello"));
        save(ROUTES, route("- log: x"));
        start();
        Greeting greeting = context.getRegistry().lookupByNameAndType("greeting", Greeting.class);

        Files.delete(path.resolve(BEANS));
        reload();

        assertThat(context.getRegistry().lookupByName("greeting")).isNull();
        assertThat(context.getCamelContextExtension()
                        .getContextPlugin(Model.class)
                        .getCustomBeans())
                .isEmpty();
        assertThat(greeting.getText()).isEqualTo("closed");
    }

    @Test
    void should_find_a_bean_in_the_file_to_which_it_moved() throws Exception {
        save(BEANS, bean("greeting", "hello"));
        save(ROUTES, Use.STEP.yaml);
        start();

        Files.delete(path.resolve(BEANS));
        save("c.camel.yaml", bean("greeting", "goodbye"));
        reload();

        assertThat(greet()).isEqualTo("goodbye");
    }

    @Test
    void should_use_the_same_of_two_beans_with_one_name_as_after_a_start() throws Exception {
        save(BEANS, bean("greeting", "hello"));
        save(ROUTES, Use.STEP.yaml);
        start();

        save("c.camel.yaml", bean("greeting", "goodbye"));
        reload();
        String reloaded = greet();
        start();

        assertThat(reloaded).isEqualTo(greet()).isEqualTo("goodbye");
    }

    @Test
    void should_renew_the_bean_of_a_file_that_also_has_routes() throws Exception {
        save(BEANS, bean("greeting", "hello") + route("- log: x").replace("greet\n", "other\n"));
        save(ROUTES, Use.STEP.yaml);
        start();

        save(BEANS, bean("greeting", "hello") + route("- log: y").replace("greet\n", "other\n"));
        reload();

        assertThat(greet()).isEqualTo("hello");
    }

    @Test
    void should_name_the_bean_that_can_not_be_created() throws Exception {
        save(BEANS, bean("greeting", "hello"));
        save(ROUTES, Use.STEP.yaml);
        start();

        save(BEANS, bean("greeting", "hello").replace("text:", "txt:"));

        assertThat(rejected().toString())
                .startsWith(path.resolve(BEANS) + ":5: bean greeting can't be created: ")
                .contains("txt");
        assertThat(greet()).isEqualTo("hello");
    }

    @Test
    void should_name_the_route_configuration_in_another_file_that_uses_an_unknown_bean() throws Exception {
        String[] parts = Use.CONFIGURATION.yaml.split("(?=- route:)");
        save(BEANS, bean("greeting", "hello"));
        save(ROUTES, parts[1]);
        save("c.camel.yaml", parts[0]);
        start();

        Files.delete(path.resolve(BEANS));

        assertThat(rejected().toString())
                .startsWith(path.resolve("c.camel.yaml") + ":3: route greet can't be started: ");
    }

    @Test
    void should_not_replace_a_bean_of_the_application() throws Exception {
        save(ROUTES, Use.STEP.yaml);
        start(Map.of("greeting", new Greeting()));

        save(BEANS, bean("greeting", "hello"));

        assertThat(rejected())
                .hasToString(path.resolve(BEANS)
                        + ":2: restart the application to replace its bean 'greeting', or choose another name");
    }

    @Test
    void should_restart_no_other_route_and_renew_no_bean_when_a_file_without_beans_changes() throws Exception {
        save(BEANS, bean("greeting", "hello"));
        save(ROUTES, Use.STEP.yaml);
        save("c.camel.yaml", route("- log: x").replace("greet\n", "other\n"));
        start();
        Route before = context.getRoute("greet");
        Object bean = context.getRegistry().lookupByName("greeting");

        save("c.camel.yaml", route("- log: y").replace("greet\n", "other\n"));

        assertThat(reload().started()).containsExactly("other");
        assertThat(context.getRoute("greet")).isSameAs(before);
        assertThat(context.getRegistry().lookupByName("greeting")).isSameAs(bean);
        assertThat(greet()).isEqualTo("hello");
    }

    @Test
    void should_create_no_bean_while_it_reads_files() throws Exception {
        save(ROUTES, Use.STEP.yaml + bean("greetings", "x"));
        start(Map.of("greeting", new Greeting()));
        Object bean = context.getRegistry().lookupByName("greetings");

        routes = new RunningRoutes(context, folder(), folder().texts());
        save(BEANS, bean("other", "hello") + bean("greeting", "hello"));
        rejected();

        assertThat(context.getRegistry().lookupByName("greetings")).isSameAs(bean);
        assertThat(context.getRegistry().lookupByName("other")).isNull();
    }

    private void save(String name, String text) throws IOException {
        Files.writeString(path.resolve(name), text.replace("GREETING", Greeting.class.getName()));
    }

    private void start() throws Exception {
        start(Map.of());
    }

    /** Starts a new context with the saved files, as the application does. */
    private void start(Map<String, Object> beans) throws Exception {
        context = new DefaultCamelContext();
        contexts.add(context);
        beans.forEach(context.getRegistry()::bind);
        context.getPropertiesComponent().addInitialProperty("booking.request-timeout", "1000");
        context.getComponent("direct", DirectComponent.class).setBlock(false);
        List<Resource> files = new ArrayList<>();
        for (Path file : RouteFiles.in(path)) {
            files.add(ResourceHelper.resolveMandatoryResource(context, "file:" + file));
        }
        PluginHelper.getRoutesLoader(context).loadRoutes(files);
        context.start();
        routes = new RunningRoutes(context, folder(), folder().texts());
    }

    private RunningRoutes.Change reload() throws Exception {
        return routes.replaceBy(folder().texts());
    }

    private Finding rejected() {
        RejectedException rejected = catchThrowableOfType(RejectedException.class, this::reload);
        assertThat(rejected.lost()).isEmpty();
        assertThat(rejected.findings()).hasSize(1);
        return rejected.findings().get(0);
    }

    private RouteFolder folder() {
        return new RouteFolder(path);
    }

    private String greet() {
        return context.createProducerTemplate().requestBody("direct:greet", "", String.class);
    }
}
