package io.github.nannybooking.platform.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpEntryTest {

    @ParameterizedTest
    @CsvSource({
        "/queues, /queues, true",
        "/queues, /queues/, true",
        "/queues, /queues//, false",
        "/queues, /Queues, false",
        "/queues, /queues;x, false",
        "/queues, /queuesx, false",
        "/queues, /, false",
        "/jobs/{jobId}, /jobs/1, true",
        "/jobs/{jobId}, /jobs/1/, true",
        "/jobs/{jobId}, /jobs/a%2Fb, true",
        "/jobs/{jobId}, /jobs/, false",
        "/jobs/{jobId}, /jobs, false",
        "/jobs/{jobId}, /jobs/1/2, false",
        "/jobs/{jobId}/applications, /jobs/1/applications, true",
        "/files/{name}.json, /files/a.json, true",
        "/files/{name}.json, /files/axjson, false",
        "/openapi.json, /openapi.json, true",
        "/openapi.json, /openapixjson, false",
        "/docs/*, /docs, true",
        "/docs/*, /docs/, true",
        "/docs/*, /docs/a/b.css, true",
        "/docs/*, /docsx, false",
        "/docs*, /docsx, true",
        "/docs*, /doc, false",
    })
    void should_match_paths_as_vertx_web_does(String template, String path, boolean matches) {
        assertThat(new HttpEntry(template, List.of(), null, null).isAt(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, application/json, true",
        "application/json, application/jsonx, false",
        "'application/json, text/plain', text/plain, true",
        ", text/plain, true",
    })
    void should_accept_the_listed_media_types_or_any(String consumes, String type, boolean accepted) {
        assertThat(new HttpEntry("/jobs", List.of(), consumes, null).consumes(type))
                .isEqualTo(accepted);
    }
}
