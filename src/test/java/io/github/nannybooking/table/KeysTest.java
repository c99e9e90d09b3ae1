package io.github.nannybooking.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class KeysTest {

    @Test
    void should_write_the_key_of_a_job_to_the_letter() {
        assertThat(new JobKey("maria", "j1").toItemKey())
                .isEqualTo(Map.of("PK", AttributeValue.fromS("USER#maria"), "SK", AttributeValue.fromS("JOB#j1")));
    }

    @Test
    void should_write_the_key_of_an_application_to_the_letter() {
        AttributeValue key = AttributeValue.fromS("JOB#j1#APPLICATION#a1");

        assertThat(new ApplicationKey("j1", "a1").toItemKey()).isEqualTo(Map.of("PK", key, "SK", key));
    }

    @Test
    void should_tell_a_job_from_an_application_by_its_key() {
        Map<String, AttributeValue> job = indexed("USER#maria", "JOB#j1", "JOB#j1");
        Map<String, AttributeValue> application =
                indexed("JOB#j1#APPLICATION#a1", "JOB#j1#APPLICATION#a1", "APPLICATION#a1");
        Map<String, AttributeValue> other = indexed("USER#maria", "NOTE#1", "NOTE#1");

        assertThat(JobKey.ownerOf(other)).isEmpty();
        assertThat(ApplicationKey.idOf(other)).isEmpty();
        assertThat(JobKey.ownerOf(job)).hasValue("maria");
        assertThat(JobKey.ownerOf(application)).isEmpty();
        assertThat(ApplicationKey.idOf(application)).hasValue("a1");
        assertThat(ApplicationKey.idOf(job)).isEmpty();
    }

    private static Map<String, AttributeValue> indexed(String partition, String sort, String indexSort) {
        return Map.of(
                "PK", AttributeValue.fromS(partition),
                "SK", AttributeValue.fromS(sort),
                "GSI1PK", AttributeValue.fromS("JOB#j1"),
                "GSI1SK", AttributeValue.fromS(indexSort));
    }
}
