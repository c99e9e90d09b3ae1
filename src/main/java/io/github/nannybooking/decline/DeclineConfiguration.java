package io.github.nannybooking.decline;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validator;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;

/** The beans of the decline routes. */
public final class DeclineConfiguration implements CamelConfiguration {

    @BindToRegistry(lazy = true)
    public DeclineBatches declineBatches() {
        return new DeclineBatches();
    }

    @BindToRegistry(lazy = true)
    public DeclineMessage declineMessage(ObjectMapper mapper, Validator validator) {
        return new DeclineMessage(mapper, validator);
    }

    @BindToRegistry(lazy = true)
    public DeclineUpdate declineUpdate(DeclineMessage messages) {
        return new DeclineUpdate(messages);
    }
}
