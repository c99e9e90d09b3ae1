package io.github.nannybooking.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.access.AccessConfiguration;
import io.github.nannybooking.application.ApplicationConfiguration;
import io.github.nannybooking.aws.AwsConfiguration;
import io.github.nannybooking.booking.BookingConfiguration;
import io.github.nannybooking.correlation.CorrelationConfiguration;
import io.github.nannybooking.decline.DeclineConfiguration;
import io.github.nannybooking.dev.SdkEnvironment;
import io.github.nannybooking.faileddecline.FailedDeclineConfiguration;
import io.github.nannybooking.http.HttpConfiguration;
import io.github.nannybooking.job.JobConfiguration;
import io.github.nannybooking.notice.NoticeConfiguration;
import io.github.nannybooking.openapi.OpenApiConfiguration;
import io.github.nannybooking.queue.QueueConfiguration;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;

/**
 * A test of the YAML routes without AWS: every {@code aws2-*} endpoint is a mock that sends nothing
 * ({@code mock:aws2-sqs:declines}), the queue's consumer is {@code direct:queue}, and a test
 * sends to a {@code direct:} endpoint, and tells the mocks what to expect or to do.
 */
public abstract class RouteTest extends CamelMainTestSupport {

    private static final URI NOBODY = URI.create("http://127.0.0.1:9");

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        SdkEnvironment.pointAt(NOBODY, NOBODY);
        Properties fast = new Properties();
        fast.setProperty("booking.http-port", "0");
        fast.setProperty("camel.management.enabled", "false");
        fast.setProperty("camel.metrics.enabled", "false");
        fast.setProperty("camel.rest.inline-routes", "false");
        // a test that sends to a route which is not there would hang for half a minute
        fast.setProperty("camel.component.direct.block", "false");
        fast.setProperty("booking.auth", "none");
        fast.setProperty("booking.table", "babysitter");
        fast.setProperty("booking.queues.ages", "false");
        configuration.withUseOverridePropertiesWithPropertiesComponent(fast);
        configuration.withMockEndpointsAndSkip("aws2-*");
        configuration.replaceRouteFromWith("decline-applications", "direct:queue");
        configuration.replaceRouteFromWith("reconcile-bookings", "direct:reconcile");
        configuration.replaceRouteFromWith("park-dead-letters", "direct:dead-letter-queue");
    }

    @Override
    protected void configure(MainConfigurationProperties main) {
        main.setRoutesIncludePattern("file:" + routes() + "/*.camel.yaml");
        main.addConfiguration(new AwsConfiguration());
        main.addConfiguration(new QueueConfiguration());
        main.addConfiguration(new CorrelationConfiguration());
        main.addConfiguration(new HttpConfiguration());
        main.addConfiguration(new AccessConfiguration());
        main.addConfiguration(new JobConfiguration());
        main.addConfiguration(new ApplicationConfiguration());
        main.addConfiguration(new NoticeConfiguration());
        main.addConfiguration(new BookingConfiguration());
        main.addConfiguration(new DeclineConfiguration());
        main.addConfiguration(new FailedDeclineConfiguration());
        main.addConfiguration(new OpenApiConfiguration());
    }

    /** The folder of the routes under test: {@code routes}, or the one that the system property {@code booking.routes} names. */
    protected Path routes() {
        return Path.of(System.getProperty("booking.routes", "routes"));
    }

    /** The JSON that a route answered; fails if its status is another. */
    protected static JsonNode answered(Exchange answer, int status) throws IOException {
        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class))
                .isEqualTo(status);
        return new ObjectMapper().readTree(answer.getMessage().getBody(byte[].class));
    }
}
