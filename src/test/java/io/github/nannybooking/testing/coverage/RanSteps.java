package io.github.nannybooking.testing.coverage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Records the ids of the steps that a test class runs in a separate file, so that the number of JVMs does not
 * matter.
 */
public final class RanSteps implements InterceptStrategy, AfterAllCallback {

    private static final Path FOLDER = Path.of("target", "route-coverage");

    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode step, Processor target, Processor nextTarget) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                ids.add(step.getId());
                return super.process(exchange, callback);
            }
        };
    }

    @Override
    public void afterAll(ExtensionContext test) throws IOException {
        write(Path.of(""), test.getRequiredTestClass().getName());
    }

    void write(Path project, String test) throws IOException {
        Path folder = Files.createDirectories(project.resolve(FOLDER));
        Files.write(folder.resolve(test), ids);
        ids.clear();
    }

    /**
     * Reads and deletes the recorded steps, so that no later build counts them.
     *
     * @param project the folder in which the tests ran
     */
    static Set<String> take(Path project) throws IOException {
        Set<String> ran = new TreeSet<>();
        try (Stream<Path> files = Files.list(project.resolve(FOLDER))) {
            for (Path file : files.toList()) {
                ran.addAll(Files.readAllLines(file));
                Files.delete(file);
            }
        }
        return ran;
    }
}
