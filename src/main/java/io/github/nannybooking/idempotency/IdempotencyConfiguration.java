package io.github.nannybooking.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.table.Table;
import jakarta.validation.Validator;
import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;

/** The bean of the routes that create something. */
public final class IdempotencyConfiguration implements CamelConfiguration {

    @BindToRegistry(lazy = true)
    public KeptAnswers keptAnswers(Table table, ObjectMapper mapper, Validator validator) {
        return new KeptAnswers(table, mapper, validator, Clock.systemUTC());
    }
}
