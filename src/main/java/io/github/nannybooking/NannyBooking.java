package io.github.nannybooking;

import io.github.nannybooking.access.AccessConfiguration;
import io.github.nannybooking.application.ApplicationConfiguration;
import io.github.nannybooking.aws.AwsConfiguration;
import io.github.nannybooking.aws.ReadinessConfiguration;
import io.github.nannybooking.booking.BookingConfiguration;
import io.github.nannybooking.correlation.CorrelationConfiguration;
import io.github.nannybooking.decline.DeclineConfiguration;
import io.github.nannybooking.faileddecline.FailedDeclineConfiguration;
import io.github.nannybooking.http.HttpConfiguration;
import io.github.nannybooking.job.JobConfiguration;
import io.github.nannybooking.notice.NoticeConfiguration;
import io.github.nannybooking.openapi.OpenApiConfiguration;
import io.github.nannybooking.queue.QueueConfiguration;
import io.github.nannybooking.settings.InvalidSettingException;
import org.apache.camel.main.Main;

/** The application, as it runs on AWS: {@code java -jar nanny-booking.jar}. */
public final class NannyBooking {

    private NannyBooking() {}

    public static void main(String[] args) throws Exception {
        try {
            System.exit(application().run(args));
        } catch (InvalidSettingException e) {
            System.err.println("Nanny Booking can't start: " + e.getMessage());
            System.exit(1);
        }
    }

    /** The application, not started yet. Its beans are made in this order, each from those before it. */
    public static Main application() {
        Main main = new Main();
        main.addMainListener(new StartupChecks());
        main.configure().addConfiguration(new AwsConfiguration());
        main.configure().addConfiguration(new ReadinessConfiguration());
        main.configure().addConfiguration(new QueueConfiguration());
        main.configure().addConfiguration(new CorrelationConfiguration());
        main.configure().addConfiguration(new HttpConfiguration());
        main.configure().addConfiguration(new AccessConfiguration());
        main.configure().addConfiguration(new JobConfiguration());
        main.configure().addConfiguration(new ApplicationConfiguration());
        main.configure().addConfiguration(new NoticeConfiguration());
        main.configure().addConfiguration(new BookingConfiguration());
        main.configure().addConfiguration(new DeclineConfiguration());
        main.configure().addConfiguration(new FailedDeclineConfiguration());
        main.configure().addConfiguration(new OpenApiConfiguration());
        return main;
    }
}
