package io.github.nannybooking.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.nannybooking.job.Jobs;
import io.github.nannybooking.job.NoSuchJobException;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.table.Table;
import io.github.nannybooking.testing.ScriptedAws;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class OwnJobTest {

    private static final BookingRequest REQUEST = new BookingRequest("joao", "j1", "a1");
    private static final Caller JOAO = new Caller("joao", Set.of("parent"));

    private final ScriptedAws aws = new ScriptedAws();
    private final DynamoDbClient dynamoDb = aws.dynamoDb(1);
    private final Table table = new Table(dynamoDb, "babysitter");
    private final BookingTransaction transaction = new BookingTransaction(table, new Jobs(table), null);

    OwnJobTest() throws IOException {}

    @AfterEach
    void stop() {
        dynamoDb.close();
        aws.close();
    }

    @Test
    void should_find_the_job_of_the_caller_by_one_look() {
        aws.thenAnswer("{\"Item\": {\"id\": {\"S\": \"j1\"}}}");

        transaction.requireOwnJob(REQUEST, JOAO);

        assertThat(aws.operations()).containsExactly("GetItem");
    }

    @Test
    void should_refuse_every_other_job_by_one_look() {
        aws.thenAnswer("{}");

        NoSuchJobException refused =
                catchThrowableOfType(NoSuchJobException.class, () -> transaction.requireOwnJob(REQUEST, JOAO));

        assertThat(refused.problem().detail()).isEqualTo("there is no job j1");
        assertThat(aws.operations()).containsExactly("GetItem");
        assertThat(aws.requests().get(0).body()).contains("USER#joao").doesNotContain("APPLICATION");
    }

    @Test
    void should_ask_nothing_of_an_admin() {
        transaction.requireOwnJob(REQUEST, Caller.ANONYMOUS);

        assertThat(aws.operations()).isEmpty();
    }
}
