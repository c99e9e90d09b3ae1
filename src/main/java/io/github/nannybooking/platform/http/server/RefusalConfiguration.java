package io.github.nannybooking.platform.http.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bucket4j.TimeMeter;
import io.github.nannybooking.platform.http.address.CallerAddress;
import io.github.nannybooking.platform.settings.SettingsGroup;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/**
 * Configures what the HTTP server and the gate refuse requests with. Camel compares the beans of one class in pairs only, so
 * it would not create these two before the server.
 */
public final class RefusalConfiguration implements CamelConfiguration {

    @BindToRegistry
    public ProblemWriter problemWriter(CamelContext context, ObjectMapper mapper, SettingsGroup settings) {
        return new ProblemWriter(context, mapper, new AnswerHeaders(Cors.of(settings)), settings.text("retry-after"));
    }

    @BindToRegistry
    public RequestLimits requestLimits(SettingsGroup settings, ProblemWriter problems) {
        return new RequestLimits(
                settings.number("rate-limit"), TimeMeter.SYSTEM_NANOTIME, CallerAddress.of(settings), problems);
    }
}
