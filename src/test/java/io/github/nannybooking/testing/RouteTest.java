package io.github.nannybooking.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.NannyBooking;
import io.github.nannybooking.dev.SdkEnvironment;
import io.github.nannybooking.platform.startup.RouteFiles;
import io.github.nannybooking.testing.coverage.RanSteps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.apache.camel.util.ReflectionHelper;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A test of YAML routes without AWS, in the form
 *
 * <pre>{@code
 * class NotifyAcceptedRouteTest extends RouteTest {
 *
 *     @Test
 *     void should_notify_the_applicant() throws Exception {
 *         MockEndpoint applicant = getMockEndpoint("mock:log:notify-accepted");
 *         applicant.expectedHeaderReceived("text", "maria has accepted application a1 of rita for job j1.");
 *
 *         template.sendBody("direct:notify-accepted", AcceptedNotice.of("j1", "a1", "rita", "maria"));
 *
 *         applicant.assertIsSatisfied();
 *     }
 * }
 * }</pre>
 *
 * <p>All routes of the application run, with its beans, but without external endpoints:
 *
 * <ul>
 *   <li>a route that begins at an external endpoint, such as a queue or a timer, begins at {@code direct:<its id>};
 *   <li>the verbs of {@code rest} do not listen, so a test calls the route of the verb;
 *   <li>a step that sends to anything but another route sends only to a mock, named by its URI without parameters
 *       ({@code mock:aws2-sqs:declines}), whose expectations and actions a test sets;
 *   <li>so does a step that sends to one of {@link #mockedRoutes()};
 *   <li>a field of the test with {@code @BindToRegistry} stands in for the bean of that name.
 * </ul>
 *
 * <p>The steps that run count for the build's report of route coverage.
 */
public abstract class RouteTest extends CamelMainTestSupport implements CamelConfiguration {

    private static final URI UNREACHABLE = URI.create("http://127.0.0.1:9");
    private static final Path SHIPPED = Path.of("routes");
    private static final String ROUTES = "(direct|seda):";

    @RegisterExtension
    static final RanSteps RAN_STEPS = new RanSteps();

    /** The folder of the routes under test, by default {@code routes}. The property {@code booking.routes} replaces it. */
    protected Path routes() {
        return Path.of(System.getProperty("booking.routes", SHIPPED.toString()));
    }

    /** The ids of routes that are mocks here ({@code mock:direct:deliver-failed-notice}), because other tests run them. */
    protected Set<String> mockedRoutes() {
        return Set.of();
    }

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        SdkEnvironment.pointAt(UNREACHABLE, UNREACHABLE);
        Properties fast = new Properties();
        fast.setProperty("camel.server.enabled", "false");
        fast.setProperty("camel.management.enabled", "false");
        fast.setProperty("camel.metrics.enabled", "false");
        fast.setProperty("camel.rest.inline-routes", "false");
        // a test that sends to a missing route would otherwise wait for half a minute
        fast.setProperty("camel.component.direct.block", "false");
        fast.setProperty("booking.auth", "none");
        fast.setProperty("booking.table", "babysitter");
        fast.setProperty("booking.queues.ages", "false");
        fast.setProperty("booking.queues.checks", "false");
        configuration.withUseOverridePropertiesWithPropertiesComponent(fast);
        configuration.withMockEndpointsAndSkip(
                "(?!%s).*|direct:(%s)".formatted(ROUTES, String.join("|", mockedRoutes())));
    }

    @Override
    protected void configure(MainConfigurationProperties main) {
        try {
            main.setRoutesIncludePattern(RouteFiles.includePattern(RouteFiles.in(routes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // before the beans of the application, since the first bean of a name is used
        main.addConfiguration(new StandIns());
        main.addConfiguration(this);
        NannyBooking.addBeans(main);
    }

    /** Also binds the fields as lazy beans, since the registry looks up lazy beans first. */
    private final class StandIns implements CamelConfiguration, CamelContextAware {

        @Override
        public CamelContext getCamelContext() {
            return null;
        }

        @Override
        public void setCamelContext(CamelContext context) {
            for (Field field : RouteTest.this.getClass().getDeclaredFields()) {
                BindToRegistry bean = field.getAnnotation(BindToRegistry.class);
                if (bean != null) {
                    String name = bean.value().isEmpty() ? field.getName() : bean.value();
                    Supplier<Object> standIn = () -> ReflectionHelper.getField(field, RouteTest.this);
                    context.getRegistry().bind(name, field.getType(), standIn);
                }
            }
        }
    }

    @Override
    public void configure(CamelContext context) {
        if (routes().equals(SHIPPED)) {
            context.getCamelContextExtension().addInterceptStrategy(RAN_STEPS);
        }
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        ModelCamelContext context = (ModelCamelContext) super.createCamelContext();
        for (RouteDefinition route : List.copyOf(context.getRouteDefinitions())) {
            String start = route.getInput().getEndpointUri();
            if (start.startsWith("rest:")) {
                context.removeRouteDefinition(route);
            } else if (!start.matches(ROUTES + ".*")) {
                route.getInput().setUri("direct:" + route.getRouteId());
            }
        }
        return context;
    }

    /** Returns the JSON that a route answered, and fails if the status is another. */
    protected static JsonNode answered(Exchange answer, int status) throws IOException {
        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class))
                .isEqualTo(status);
        return new ObjectMapper().readTree(answer.getMessage().getBody(byte[].class));
    }
}
