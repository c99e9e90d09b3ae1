package io.github.nannybooking.platform.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.settings.SettingsGroup;
import java.io.IOException;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;

/** The beans of the API description and of the page that shows it. */
public final class OpenApiConfiguration implements CamelConfiguration {

    @BindToRegistry
    public ApiDescription apiDescription(SettingsGroup settings, ObjectMapper mapper) throws IOException {
        return new ApiDescription(settings.text("contract"), mapper);
    }

    @BindToRegistry
    public DocsFiles docsFiles(SettingsGroup settings) throws IOException {
        return new DocsFiles(settings.isOn("docs.enabled"));
    }
}
