package io.github.nannybooking.platform.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** The beans that the routes name which tell of the API. */
public final class OpenApiConfiguration implements CamelConfiguration {

    @BindToRegistry
    public ApiDescription apiDescription(CamelContext context, ObjectMapper mapper) {
        return new ApiDescription(context, mapper);
    }

    @BindToRegistry
    public DocsFiles docsFiles() throws IOException {
        return DocsFiles.load();
    }
}
