package io.github.nannybooking.decline;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.headers.HeaderAllowList;
import jakarta.validation.Validator;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.spi.HeaderFilterStrategy;

/** The beans that the routes of the queue name. */
public final class DeclineConfiguration implements CamelConfiguration {

    @BindToRegistry
    public DeclineBatches declineBatches() {
        return new DeclineBatches();
    }

    @BindToRegistry
    public DeclineUpdate declineUpdate(ObjectMapper mapper, Validator validator) {
        return new DeclineUpdate(new DeclineMessage(mapper, validator));
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
