package io.github.nannybooking.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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

    @Test
    void should_write_the_key_of_a_failed_decline_to_the_letter() {
        AttributeValue key = AttributeValue.fromS("FAILED_DECLINE#9ddd9c83-a841-3594-a70c-950f3022f03c");

        assertThat(FailedDeclineKey.of(new ApplicationKey("j1", "a1")).toItemKey())
                .isEqualTo(Map.of("PK", key, "SK", key));
        assertThat(FailedDeclineKey.partition("j1")).isEqualTo("FAILED_DECLINE#JOB#j1");
    }

    @Test
    void should_give_the_same_id_to_the_same_decline_alone() {
        FailedDeclineKey key = FailedDeclineKey.of(new ApplicationKey("j1", "a1"));

        assertThat(key).isEqualTo(FailedDeclineKey.of(new ApplicationKey("j1", "a1")));
        assertThat(key).isNotEqualTo(FailedDeclineKey.of(new ApplicationKey("j1", "a2")));
        assertThat(key).isNotEqualTo(FailedDeclineKey.ofMessage("j1#a1"));
        assertThat(FailedDeclineKey.ofMessage("poison")).isEqualTo(FailedDeclineKey.ofMessage("poison"));
        assertThat(key.id()).matches(FailedDeclineKey.ID);
    }

    @Test
    void should_place_failed_declines_by_the_time_of_their_failure() {
        FailedDeclineKey key = FailedDeclineKey.ofMessage("poison");
        String position = key.position(Instant.ofEpochSecond(1796491800));

        assertThat(position).isEqualTo("2026-12-05T17:30:00.000Z#" + key.id()).matches(FailedDeclineKey.POSITION);
        assertThat(position)
                .isBetween(
                        FailedDeclineKey.time(Instant.ofEpochSecond(1796491800)),
                        FailedDeclineKey.time(Instant.ofEpochMilli(1796491800001L)));
    }

    private static Map<String, AttributeValue> indexed(String partition, String sort, String indexSort) {
        return Map.of(
                "PK", AttributeValue.fromS(partition),
                "SK", AttributeValue.fromS(sort),
                "GSI1PK", AttributeValue.fromS("JOB#j1"),
                "GSI1SK", AttributeValue.fromS(indexSort));
    }
}
