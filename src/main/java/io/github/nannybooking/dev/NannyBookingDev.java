package io.github.nannybooking.dev;

import io.github.nannybooking.NannyBooking;
import io.github.nannybooking.dev.reload.HotReload;
import io.github.nannybooking.platform.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Runs the application for development ({@code ./mvnw compile camel:run}): with emulators of AWS, sample data, and reload
 * of the routes in {@code routes/}.
 */
public final class NannyBookingDev {

    private NannyBookingDev() {}

    public static void main(String[] args) throws Exception {
        // before the first logger is created
        System.setProperty("log4j2.configurationFile", "log4j2-dev.properties");
        try (EmbeddedAws aws = EmbeddedAws.start(port("LOCAL_DYNAMODB_PORT", 8000), port("LOCAL_SQS_PORT", 9324))) {
            SdkEnvironment.pointAt(aws.dynamoDbEndpoint(), aws.sqsEndpoint());
            Main main = application();
            DevConsole.enable(main);
            main.addMainListener(new Preparation());
            main.run(args);
        }
    }

    /** The application with settings for development. The environment overrides them. */
    static Main application() {
        Main main = NannyBooking.application();
        main.addOverrideProperty("booking.routes", "routes");
        main.addOverrideProperty("booking.contract", "api/openapi.yaml");
        main.addOverrideProperty("booking.auth", "none");
        // a reload waits for the polls of its routes; without any wait, the polls of an idle application need more CPU
        // time
        main.addOverrideProperty("booking.decline.wait-time", "1");
        main.addOverrideProperty("booking.parking.wait-time", "1");
        // there is no emulator of CloudWatch
        main.addOverrideProperty("booking.queues.ages", "false");
        return main;
    }

    private static int port(String variable, int byDefault) {
        String value = Optional.ofNullable(System.getenv(variable)).orElse(String.valueOf(byDefault));
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException(variable + " must be a port from 0 to 65535, but is '" + value + "'");
        }
        return Integer.parseInt(value);
    }

    /** Creates the table and the queues before the routes start, and then reloads saved routes. */
    private static final class Preparation extends MainListenerSupport {

        private HotReload reload;

        @Override
        public void beforeConfigure(BaseMainSupport main) {
            String routes = Settings.text(main.getCamelContext(), "booking.routes");
            if (!routes.isEmpty()) {
                reload = new HotReload(Path.of(routes));
            }
        }

        @Override
        public void afterConfigure(BaseMainSupport main) {
            var context = main.getCamelContext();
            DynamoDbClient dynamoDb = context.getRegistry().findSingleByType(DynamoDbClient.class);
            SqsClient sqs = context.getRegistry().findSingleByType(SqsClient.class);
            String table = Settings.text(context, "booking.table");
            Infrastructure.create(
                    dynamoDb,
                    sqs,
                    Map.of(
                            "TableName", table,
                            "QueueName", Settings.text(context, "booking.decline.queue"),
                            "DeadLetterQueueName", Settings.text(context, "booking.decline.dead-letter-queue")));
            Infrastructure.loadSampleData(dynamoDb, table);
        }

        @Override
        public void afterStart(BaseMainSupport main) {
            if (reload != null) {
                reload.start(main.getCamelContext());
            }
            String url = main.getCamelContext()
                    .resolvePropertyPlaceholders("http://{{booking.http-host}}:{{booking.http-port}}/bookings");
            System.out.printf("""

                    Book a nanny:
                    curl -i -X POST %s -H 'Content-Type: application/json' -d '{"username": "maria", "jobId": "job-1", "applicationId": "application-01"}'

                    """, url);
        }

        @Override
        public void beforeStop(BaseMainSupport main) {
            if (reload != null) {
                reload.close();
            }
        }
    }
}
