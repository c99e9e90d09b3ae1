package io.github.nannybooking.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class KeysTest {

    @Test
    void should_write_the_key_of_a_job_exactly() {
        assertThat(new JobKey("maria", "j1").toItemKey())
                .isEqualTo(Map.of("PK", AttributeValue.fromS("USER#maria"), "SK", AttributeValue.fromS("JOB#j1")));
    }

    @Test
    void should_write_the_key_of_an_application_exactly() {
        AttributeValue key = AttributeValue.fromS("JOB#j1#APPLICATION#a1");

        assertThat(new ApplicationKey("j1", "a1").toItemKey()).isEqualTo(Map.of("PK", key, "SK", key));
    }

    @Test
    void should_write_the_keys_of_a_job_in_the_indexes_exactly() {
        JobKey key = new JobKey("maria", "j1");

        assertThat(key.toKeys())
                .isEqualTo(texts("PK=USER#maria", "SK=JOB#j1", "GSI1PK=JOB#j1", "GSI1SK=JOB#j1", "GSI2SK=JOB#j1"));
        assertThat(key.toKeysIn(JobStatus.OPEN)).isEqualTo(texts("PK=USER#maria", "SK=JOB#j1", "jobStatus=OPEN"));
    }

    @Test
    void should_write_the_keys_of_an_application_in_the_indexes_exactly() {
        ApplicationKey key = new ApplicationKey("j1", "a1");
        String item = "JOB#j1#APPLICATION#a1";

        assertThat(key.toKeysInJob())
                .isEqualTo(texts("PK=" + item, "SK=" + item, "GSI1PK=JOB#j1", "GSI1SK=APPLICATION#a1"));
        assertThat(key.toKeysOf("ana"))
                .isEqualTo(texts("PK=" + item, "SK=" + item, "GSI2PK=USER#ana", "GSI2SK=JOB#j1"));
    }

    @Test
    void should_find_again_by_its_position_what_an_item_is() {
        JobKey job = new JobKey("José Ünï", "j1");
        ApplicationKey application = new ApplicationKey("j1", "日本 👶");

        assertThat(job.position()).isEqualTo("José Ünï#j1");
        assertThat(JobKey.ofPosition(job.position())).isEqualTo(job);
        assertThat(JobKey.find(job.toKeys())).hasValue(job);
        assertThat(application.position()).isEqualTo("j1#日本 👶");
        assertThat(ApplicationKey.ofPosition(application.position())).isEqualTo(application);
        assertThat(ApplicationKey.find(application.toKeys("ana"))).hasValue(application);
    }

    @Test
    void should_give_the_same_id_to_the_application_of_a_nanny_to_a_job_only() {
        ApplicationKey key = ApplicationKey.ofApplicant("j1", "ana");

        assertThat(key).isEqualTo(ApplicationKey.ofApplicant("j1", "ana"));
        assertThat(key.applicationId())
                .isNotEqualTo(ApplicationKey.ofApplicant("j1", "eva").applicationId())
                .isNotEqualTo(ApplicationKey.ofApplicant("j2", "ana").applicationId());
    }

    private static Map<String, AttributeValue> texts(String... attributes) {
        return Stream.of(attributes)
                .map(attribute -> attribute.split("=", 2))
                .collect(Collectors.toMap(attribute -> attribute[0], attribute -> AttributeValue.fromS(attribute[1])));
    }

    @Test
    void should_distinguish_a_job_from_an_application_by_its_key() {
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
    void should_write_the_key_of_a_failed_decline_exactly() {
        AttributeValue key = AttributeValue.fromS("FAILED_DECLINE#9ddd9c83-a841-3594-a70c-950f3022f03c");

        assertThat(FailedDeclineKey.of(new ApplicationKey("j1", "a1")).toItemKey())
                .isEqualTo(Map.of("PK", key, "SK", key));
        assertThat(FailedDeclineKey.partition("j1")).isEqualTo("FAILED_DECLINE#JOB#j1");
    }

    @Test
    void should_give_the_same_id_to_the_same_decline_only() {
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
