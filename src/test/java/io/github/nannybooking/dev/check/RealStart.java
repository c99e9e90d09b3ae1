package io.github.nannybooking.dev.check;

import io.github.nannybooking.NannyBooking;
import io.github.nannybooking.platform.startup.RouteFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.component.aws2.sqs.Sqs2Component;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;

/** A start of the application as it runs, with Camel's own context and an SQS that answers nothing. */
final class RealStart extends Main {

    private static final Map<String, String> SETTINGS = Map.of(
            "booking.auth", "none",
            "camel.server.port", "0",
            "camel.management.enabled", "false",
            "camel.main.jmx-enabled", "false");

    private RealStart(Path file, Properties properties) {
        setShutdownStrategy(new SimpleMainShutdownStrategy());
        NannyBooking.addBeans(configure());
        SETTINGS.forEach(this::addOverrideProperty);
        setInitialProperties(properties);
        configure().setRoutesIncludePattern(RouteFiles.includePattern(List.of(file)));
    }

    /** Starts and stops the application. Returns why it can't start; empty if it can. */
    static Optional<String> failure(Path file, Properties properties) {
        RealStart main = new RealStart(file, properties);
        try {
            main.init();
            main.getCamelContext()
                    .getComponent("aws2-sqs", Sqs2Component.class)
                    .getConfiguration()
                    .setAmazonSQSClient(new NoQueues());
            main.getCamelContext().start();
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(Reasons.message(e));
        } finally {
            main.getCamelContext().getShutdownStrategy().setTimeout(1);
            main.stop();
            main.getCamelContext().stop();
        }
    }

    /** Some endpoints ask for the URL of their queue, or change its attributes, at start. */
    private static final class NoQueues implements SqsClient {

        @Override
        public ListQueuesResponse listQueues(ListQueuesRequest request) {
            return ListQueuesResponse.builder().build();
        }

        @Override
        public CreateQueueResponse createQueue(CreateQueueRequest request) {
            return CreateQueueResponse.builder().build();
        }

        @Override
        public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
            return GetQueueUrlResponse.builder().build();
        }

        @Override
        public SetQueueAttributesResponse setQueueAttributes(SetQueueAttributesRequest request) {
            return SetQueueAttributesResponse.builder().build();
        }

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            return ReceiveMessageResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
