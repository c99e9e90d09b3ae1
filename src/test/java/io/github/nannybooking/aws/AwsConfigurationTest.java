package io.github.nannybooking.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.headers.HeaderAllowList;
import io.github.nannybooking.testing.ScriptedAws;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;

class AwsConfigurationTest {

    private static final String ENDPOINT =
            "aws2-sqs:any?queueUrl=http://127.0.0.1/000000000000/any&amazonSQSClient=#sqs";

    @ParameterizedTest
    @ValueSource(strings = {"CamelAwsSqsReceiptHandle", "CamelAwsDdbOperation", "Authorization", "reason", "anything"})
    void should_let_no_header_pass_an_sqs_endpoint_that_names_no_strategy(String header) throws Exception {
        try (CamelContext context = context()) {
            HeaderFilterStrategy headers = strategy(context, ENDPOINT);

            assertThat(headers.applyFilterToExternalHeaders(header, "x", new DefaultExchange(context)))
                    .isTrue();
            assertThat(headers.applyFilterToCamelHeaders(header, "x", new DefaultExchange(context)))
                    .isTrue();
        }
    }

    @Test
    void should_let_only_the_named_headers_out_where_an_endpoint_names_a_strategy() throws Exception {
        try (CamelContext context = context()) {
            context.getRegistry().bind("mine", HeaderAllowList.out("reason"));
            HeaderFilterStrategy headers = strategy(context, ENDPOINT + "&headerFilterStrategy=#mine");

            assertThat(headers.applyFilterToCamelHeaders("reason", "x", new DefaultExchange(context)))
                    .isFalse();
            assertThat(headers.applyFilterToCamelHeaders("Authorization", "x", new DefaultExchange(context)))
                    .isTrue();
            assertThat(headers.applyFilterToExternalHeaders("reason", "x", new DefaultExchange(context)))
                    .isTrue();
        }
    }

    private static HeaderFilterStrategy strategy(CamelContext context, String endpoint) {
        return context.getEndpoint(endpoint, Sqs2Endpoint.class).getHeaderFilterStrategy();
    }

    private static CamelContext context() throws Exception {
        try (ScriptedAws nobody = new ScriptedAws()) {
            CamelContext context = new DefaultCamelContext();
            AwsConfiguration configuration = new AwsConfiguration();
            RequestBudget budget = configuration.requestBudget(5_000);
            context.getRegistry()
                    .bind("sqs", SqsClient.class, configuration.sqsClient(context, budget, 1, 100, 20, 1, 1));
            configuration.configure(context);
            assertThat(nobody.requests()).isEmpty();
            return context;
        }
    }
}
