package io.github.nannybooking.testing;

import static org.awaitility.Awaitility.await;

import io.github.nannybooking.NannyBooking;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.main.Main;

/** The application in this JVM, put together as in production, on the shared AWS. */
public final class TestApp implements AutoCloseable {

    private final Main main;
    private final HttpCaller caller;

    private TestApp(Main main, HttpCaller caller) {
        this.main = main;
        this.caller = caller;
    }

    /** @param settings {@code booking.*} settings that differ from their defaults */
    public static TestApp start(Resources resources, Map<String, String> settings) {
        int port = FreePorts.next();
        int managementPort = FreePorts.next();
        Main main = NannyBooking.application();
        main.addOverrideProperty("booking.http-port", String.valueOf(port));
        main.addOverrideProperty("booking.management-port", String.valueOf(managementPort));
        main.addOverrideProperty("booking.decline.wait-time", "1");
        resources.asSettings().forEach(main::addOverrideProperty);
        settings.forEach(main::addOverrideProperty);
        main.start();
        HttpCaller caller = new HttpCaller(port, managementPort);
        await().atMost(Duration.ofSeconds(30)).until(() -> caller.managementStatus("/observe/health/ready") == 200);
        return new TestApp(main, caller);
    }

    public HttpCaller caller() {
        return caller;
    }

    /** Leaves what is in the queue where it is, so that a test can look at it. */
    public void stopRoute(String id) throws Exception {
        main.getCamelContext().getRouteController().stopRoute(id);
    }

    @Override
    public void close() {
        main.stop();
    }
}
