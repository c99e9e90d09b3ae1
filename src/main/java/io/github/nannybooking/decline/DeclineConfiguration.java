package io.github.nannybooking.decline;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.headers.HeaderAllowList;
import jakarta.validation.Validator;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.RoutePolicy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The beans that the routes of the queue name. */
public final class DeclineConfiguration implements CamelConfiguration {

    @BindToRegistry
    public DeclineBatches declineBatches() {
        return new DeclineBatches();
    }

    @BindToRegistry
    public DeclineMessage declineMessage(ObjectMapper mapper, Validator validator) {
        return new DeclineMessage(mapper, validator);
    }

    @BindToRegistry
    public DeclineUpdate declineUpdate(DeclineMessage messages) {
        return new DeclineUpdate(messages);
    }

    @BindToRegistry
    public RoutePolicy pauseWhileAwsFails(
            DynamoDbClient dynamoDb,
            @PropertyInject("booking.table") String table,
            @PropertyInject("booking.decline.pause") long pause) {
        return new PauseWhileAwsFails(Duration.ofSeconds(pause), new WriteProbe(dynamoDb, table));
    }

    @BindToRegistry
    public DeadLetter deadLetter() {
        return new DeadLetter();
    }

    @BindToRegistry
    public HeaderFilterStrategy deadLetterAttributes() {
        return HeaderAllowList.out(DeadLetter.ATTRIBUTES);
    }
}
