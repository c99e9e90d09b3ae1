package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.application.ApplicationConfiguration;
import io.github.nannybooking.application.ApplicationTransaction;
import io.github.nannybooking.booking.BookingConfiguration;
import io.github.nannybooking.booking.BookingTransaction;
import io.github.nannybooking.decline.DeclineConfiguration;
import io.github.nannybooking.faileddecline.FailedDeclineActions;
import io.github.nannybooking.faileddecline.FailedDeclineConfiguration;
import io.github.nannybooking.idempotency.IdempotencyConfiguration;
import io.github.nannybooking.idempotency.KeptAnswers;
import io.github.nannybooking.job.JobConfiguration;
import io.github.nannybooking.platform.http.json.JsonConfiguration;
import io.github.nannybooking.table.Table;
import io.github.nannybooking.table.TableConfiguration;
import io.github.nannybooking.testing.TestSettings;
import java.util.List;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelBeanPostProcessor;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class LazyBeansTest {

    /** The configurations, each before those whose beans it needs. */
    private static final List<CamelConfiguration> BACKWARDS = List.of(
            new FailedDeclineConfiguration(),
            new DeclineConfiguration(),
            new BookingConfiguration(),
            new ApplicationConfiguration(),
            new JobConfiguration(),
            new IdempotencyConfiguration(),
            new TableConfiguration());

    /** A client with which every request fails. */
    private static final class NoDynamoDb implements DynamoDbClient {

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    @Test
    void should_create_each_bean_once_in_any_order_of_the_configurations() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            CamelBeanPostProcessor beans = PluginHelper.getBeanPostProcessor(camel);
            for (CamelConfiguration configuration : BACKWARDS) {
                beans.postProcessBeforeInitialization(
                        configuration, configuration.getClass().getName());
            }
            camel.getRegistry().bind("client", new NoDynamoDb());
            camel.getRegistry().bind("settings", TestSettings.with());
            camel.getRegistry().bind("mapper", new ObjectMapper());
            camel.getRegistry().bind("validator", new JsonConfiguration().validator());

            assertThat(camel.getRegistry().lookupByName("failedDeclineActions"))
                    .isInstanceOf(FailedDeclineActions.class);
            assertThat(camel.getRegistry().lookupByName("bookingTransaction")).isInstanceOf(BookingTransaction.class);
            assertThat(camel.getRegistry().lookupByName("applicationTransaction"))
                    .isInstanceOf(ApplicationTransaction.class);
            assertThat(camel.getRegistry().lookupByName("keptAnswers")).isInstanceOf(KeptAnswers.class);
            assertThat(camel.getRegistry().findByType(Table.class))
                    .containsExactly((Table) camel.getRegistry().lookupByName("table"));
        }
    }
}
