package io.github.nannybooking.decline;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validator;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;

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
}
