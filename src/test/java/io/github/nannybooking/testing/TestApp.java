package io.github.nannybooking.testing;

import io.github.nannybooking.NannyBooking;
import io.github.nannybooking.dev.SdkEnvironment;
import io.github.nannybooking.platform.settings.Settings;
import java.net.URI;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** The application in this JVM, put together as in production, on the shared AWS. */
public final class TestApp implements AutoCloseable {

    private final Main main;
    private final HttpCaller caller;

    private TestApp(Main main, HttpCaller caller) {
        this.main = main;
        this.caller = caller;
    }

    /** Returns the application, not yet started, on free ports and without authentication. */
    public static Main onFreePorts() {
        Main main = onFreePorts(NannyBooking.application());
        main.addOverrideProperty("booking.auth", "none");
        return main;
    }

    /** Moves an application to free ports. */
    public static Main onFreePorts(Main main) {
        main.addOverrideProperty("booking.http-port", String.valueOf(FreePorts.next()));
        main.addOverrideProperty("booking.management-port", String.valueOf(FreePorts.next()));
        return main;
    }

    /** Likewise, but by these ways to AWS. */
    public static synchronized TestApp start(Resources resources, Map<String, String> settings, URI dynamoDb, URI sqs) {
        SdkEnvironment.pointAt(dynamoDb, sqs);
        try {
            return start(resources, settings);
        } finally {
            SdkEnvironment.pointAt(
                    TestAws.shared().dynamoDbEndpoint(), TestAws.shared().sqsEndpoint());
        }
    }

    /**
     * One at a time, as the ways to AWS are those of the JVM.
     *
     * @param settings {@code booking.*} settings that differ from their defaults
     */
    public static synchronized TestApp start(Resources resources, Map<String, String> settings) {
        Main main = onFreePorts();
        main.addOverrideProperty("booking.decline.wait-time", "1");
        main.addOverrideProperty("booking.parking.wait-time", "1");
        main.addOverrideProperty("booking.queues.ages", "false");
        main.addOverrideProperty("booking.rate-limit", "1000000");
        resources.asSettings().forEach(main::addOverrideProperty);
        settings.forEach(main::addOverrideProperty);
        main.start();
        HttpCaller caller = new HttpCaller(port(main, "booking.http-port"), port(main, "booking.management-port"));
        caller.awaitManagementStatus("/observe/health/ready", 200);
        return new TestApp(main, caller);
    }

    private static int port(Main main, String key) {
        return Settings.number(main.getCamelContext(), key);
    }

    public HttpCaller caller() {
        return caller;
    }

    public CamelContext context() {
        return main.getCamelContext();
    }

    /** Leaves what is in the queue where it is, so that a test can look at it. */
    public void stopRoute(String id) throws Exception {
        main.getCamelContext().getRouteController().stopRoute(id);
    }

    public void startRoute(String id) throws Exception {
        main.getCamelContext().getRouteController().startRoute(id);
    }

    @Override
    public void close() {
        main.stop();
    }
}
