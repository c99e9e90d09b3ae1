package io.github.nannybooking.platform.openapi;

import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Header;

/** The files of the page at {@code /docs}. All of them are read at start, so no path can lead to another file. */
public final class DocsFiles {

    private static final String PAGE = "index.html";
    private static final String OWN = "/docs/";
    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/";
    private static final String SWAGGER_UI_PROPERTIES = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private final Map<String, DocsFile> files = new HashMap<>();

    /**
     * @param enabled whether there are any files
     * @throws IOException if the jar of Swagger UI lacks one of the files
     */
    DocsFiles(boolean enabled) throws IOException {
        if (!enabled) {
            return;
        }
        Properties swaggerUi = new Properties();
        try (InputStream properties = ApiDescription.open(SWAGGER_UI_PROPERTIES)) {
            swaggerUi.load(properties);
        }
        String folder = SWAGGER_UI + swaggerUi.getProperty("version") + "/";
        files.put(PAGE, read(OWN + PAGE, "text/html; charset=utf-8"));
        files.put("initializer.js", read(OWN + "initializer.js", "text/javascript; charset=utf-8"));
        files.put("swagger-ui-bundle.js", read(folder + "swagger-ui-bundle.js", "text/javascript; charset=utf-8"));
        files.put("swagger-ui.css", read(folder + "swagger-ui.css", "text/css; charset=utf-8"));
        files.put("favicon-32x32.png", read(folder + "favicon-32x32.png", "image/png"));
    }

    /**
     * @param name null for the page itself
     * @throws ProblemException if there is no such file (404)
     */
    public DocsFile find(@Header("file") String name) {
        DocsFile file = files.get(name == null ? PAGE : name);
        if (file == null) {
            throw new ProblemException(Problem.noSuchResource());
        }
        return file;
    }

    private static DocsFile read(String resource, String type) throws IOException {
        try (InputStream content = ApiDescription.open(resource)) {
            return new DocsFile(type, content.readAllBytes());
        }
    }

    /** @param type the media type of the file */
    public record DocsFile(String type, byte[] content) {}
}
