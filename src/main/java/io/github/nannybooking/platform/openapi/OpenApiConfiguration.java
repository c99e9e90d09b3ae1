package io.github.nannybooking.platform.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.settings.Settings;
import java.io.IOException;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** The beans of the API description and of the page that shows it. */
public final class OpenApiConfiguration implements CamelConfiguration {

    @BindToRegistry
    public ApiDescription apiDescription(CamelContext context, ObjectMapper mapper) throws IOException {
        return new ApiDescription(Settings.text(context, "booking.contract"), mapper);
    }

    @BindToRegistry
    public DocsFiles docsFiles() throws IOException {
        return DocsFiles.load();
    }
}
