package io.github.nannybooking;

import io.github.nannybooking.application.ApplicationConfiguration;
import io.github.nannybooking.booking.BookingConfiguration;
import io.github.nannybooking.decline.DeclineConfiguration;
import io.github.nannybooking.faileddecline.FailedDeclineConfiguration;
import io.github.nannybooking.idempotency.IdempotencyConfiguration;
import io.github.nannybooking.job.JobConfiguration;
import io.github.nannybooking.notice.NoticeConfiguration;
import io.github.nannybooking.platform.access.AccessConfiguration;
import io.github.nannybooking.platform.aws.AwsConfiguration;
import io.github.nannybooking.platform.correlation.CorrelationConfiguration;
import io.github.nannybooking.platform.http.json.JsonConfiguration;
import io.github.nannybooking.platform.http.server.HttpConfiguration;
import io.github.nannybooking.platform.http.server.RefusalConfiguration;
import io.github.nannybooking.platform.openapi.OpenApiConfiguration;
import io.github.nannybooking.platform.settings.InvalidSettingException;
import io.github.nannybooking.platform.settings.SettingsConfiguration;
import io.github.nannybooking.platform.sqs.QueueConfiguration;
import io.github.nannybooking.platform.sqs.QueueConfiguration.ReportedQueue;
import io.github.nannybooking.platform.sqs.SqsClientConfiguration;
import io.github.nannybooking.platform.startup.InstanceConfiguration;
import io.github.nannybooking.platform.startup.StartupChecks;
import io.github.nannybooking.table.TableConfiguration;
import java.util.List;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainConfigurationProperties;

/** The application, as it runs on AWS: {@code java -jar nanny-booking.jar}. */
public final class NannyBooking {

    private static final String SETTINGS = "booking";

    private NannyBooking() {}

    public static void main(String[] args) throws Exception {
        try {
            System.exit(application().run(args));
        } catch (InvalidSettingException e) {
            System.err.println("Nanny Booking can't start: " + e.getMessage());
            System.exit(1);
        }
    }

    /** The application, not started yet. */
    public static Main application() {
        Main main = new Main();
        main.addMainListener(new StartupChecks(SETTINGS));
        addBeans(main.configure());
        return main;
    }

    /** Adds the beans of the routes; those of the platform in the order of their dependencies. */
    public static void addBeans(MainConfigurationProperties main) {
        addBeans(main, new SettingsConfiguration(SETTINGS));
    }

    /** Adds the beans of the routes, with these settings. */
    public static void addBeans(MainConfigurationProperties main, SettingsConfiguration settings) {
        main.addConfiguration(settings);
        main.addConfiguration(new InstanceConfiguration());
        main.addConfiguration(new AwsConfiguration());
        main.addConfiguration(new SqsClientConfiguration());
        main.addConfiguration(new QueueConfiguration(List.of(
                new ReportedQueue("queue", "decline.queue"),
                new ReportedQueue("deadLetterQueue", "decline.dead-letter-queue"))));
        main.addConfiguration(new CorrelationConfiguration());
        main.addConfiguration(new JsonConfiguration());
        main.addConfiguration(new RefusalConfiguration());
        main.addConfiguration(new HttpConfiguration());
        main.addConfiguration(new AccessConfiguration());
        main.addConfiguration(new TableConfiguration());
        main.addConfiguration(new IdempotencyConfiguration());
        main.addConfiguration(new JobConfiguration());
        main.addConfiguration(new ApplicationConfiguration());
        main.addConfiguration(new NoticeConfiguration());
        main.addConfiguration(new BookingConfiguration());
        main.addConfiguration(new DeclineConfiguration());
        main.addConfiguration(new FailedDeclineConfiguration());
        main.addConfiguration(new OpenApiConfiguration());
    }
}
