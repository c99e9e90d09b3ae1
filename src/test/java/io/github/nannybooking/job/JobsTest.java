package io.github.nannybooking.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.table.Table;
import io.github.nannybooking.testing.ScriptedAws;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class JobsTest {

    private static final NewJob JOB = new NewJob(
            "maria",
            "CLEANING",
            "2026-12-05",
            "2026-12-05",
            "17:30",
            "22:00",
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            "Rua Augusta 24",
            "Lisboa",
            new BigDecimal("38.50"));

    private final ScriptedAws aws = new ScriptedAws();
    private final DynamoDbClient dynamoDb = aws.dynamoDb(2);
    private final Jobs jobs = new Jobs(new Table(dynamoDb, "babysitter"));

    JobsTest() throws IOException {}

    @AfterEach
    void stop() {
        dynamoDb.close();
        aws.close();
    }

    @Test
    void should_create_a_job_on_condition_that_it_does_not_exist() throws Exception {
        aws.thenAnswer("{}");

        Job job = jobs.create(JOB, null);

        assertThat(job.jobStatus()).isEqualTo("OPEN");
        assertThat(request(0).get("ConditionExpression").asText()).isEqualTo("attribute_not_exists(PK)");
        assertThat(request(0).at("/Item/SK/S").asText()).isEqualTo("JOB#" + job.id());
        assertThat(request(0).at("/Item/cost/N").asText()).isEqualTo("38.5");
    }

    @Test
    void should_recognise_its_own_job_when_an_answer_was_lost() throws Exception {
        aws.thenFail(500, "InternalServerError").thenFail(400, "ConditionalCheckFailedException");

        Job job = jobs.create(JOB, null);

        assertThat(request(1).at("/Item/id/S").asText()).isEqualTo(job.id());
    }

    @Test
    void should_fail_when_the_job_was_not_written() {
        aws.thenFail(400, "AccessDeniedException");

        assertThatExceptionOfType(DynamoDbException.class).isThrownBy(() -> jobs.create(JOB, null));
    }

    @Test
    void should_read_only_the_parents_own_key() throws Exception {
        aws.thenAnswer("{}");

        NoSuchJobException refused = catchThrowableOfType(
                NoSuchJobException.class, () -> jobs.read("j1", new Caller("joao", Set.of("parent"))));

        assertThat(refused.problem().detail()).isEqualTo("there is no job j1");
        assertThat(aws.operations()).containsExactly("GetItem");
        assertThat(request(0).at("/Key/PK/S").asText()).isEqualTo("USER#joao");
        assertThat(request(0).at("/Key/SK/S").asText()).isEqualTo("JOB#j1");
        assertThat(request(0).get("ConsistentRead").booleanValue()).isTrue();
    }

    @Test
    void should_look_up_the_owner_of_the_job_for_an_admin() throws Exception {
        aws.thenAnswer("""
                        {"Items": [{"PK": {"S": "USER#maria"}, "SK": {"S": "JOB#j1"}, "GSI1PK": {"S": "JOB#j1"}}]}""").thenAnswer("""
                        {"Item": {"id": {"S": "j1"}}}""");

        assertThat(jobs.read("j1", Caller.ANONYMOUS).id()).isEqualTo("j1");

        assertThat(request(1).at("/Key/PK/S").asText()).isEqualTo("USER#maria");
    }

    private JsonNode request(int number) throws IOException {
        return new ObjectMapper().readTree(aws.requests().get(number).body());
    }
}
