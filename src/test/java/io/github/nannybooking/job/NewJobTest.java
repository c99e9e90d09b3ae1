package io.github.nannybooking.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.nannybooking.platform.http.json.JsonConfiguration;
import io.github.nannybooking.table.JobKey;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewJobTest {

    private static final String VALID = """
            {"username": "maria", "jobType": "BABYSITTING", "startDate": "2026-12-05", "endDate": "2026-12-05",
             "startTime": "17:30", "endTime": "22:00", "longitude": -8.6291, "latitude": 41.1579,
             "address": "Rua de Cedofeita 120", "city": "Porto", "cost": 60}""";

    private final JsonConfiguration json = new JsonConfiguration();
    private final ObjectMapper mapper = json.jsonMapper();
    private final Validator validator = json.validator();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "startDate | \"2024-02-29\"",
                "startDate | \"0000-01-01\"",
                "endDate   | \"9999-12-31\"",
                "startTime | \"17:30:00\"",
                "endTime   | \"17:30:01\"",
                "endTime   | \"23:59:59\"",
                "longitude | -180",
                "longitude | 180.000",
                "longitude | 0.00000000000000000000000000000000001",
                "latitude  | -90",
                "latitude  | 9e1",
                "latitude  | -0",
                "latitude  | 12.345678901234567890123456789012345678",
                "cost      | 0",
                "cost      | -0.0",
                "cost      | 12345678901234567890.123456789012345678",
                "address   | \"  Praça 👶 \"",
            })
    void should_accept_valid_jobs(String field, String value) throws Exception {
        assertThat(validator.validate(read(field, value))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "username  | null                      | must be a text of 1 to 128 characters",
                "username  | \"ma#ria\"                | must be a text of 1 to 128 characters",
                "jobType   | null                      | must not be null",
                "startDate | null                      | must be a date",
                "startDate | \"\"                      | must be a date",
                "startDate | \"2026-02-29\"            | must be a date",
                "startDate | \"2026-13-01\"            | must be a date",
                "startDate | \"2026-1-1\"              | must be a date",
                "startDate | \"20260101\"              | must be a date",
                "startDate | \" 2026-01-01\"           | must be a date",
                "startDate | \"+2026-01-01\"           | must be a date",
                "startDate | \"-0001-01-01\"           | must be a date",
                "startDate | \"2026-12-05T17:30\"      | must be a date",
                "startDate | \"٢٠٢٦-٠١-٠١\"            | must be a date",
                "endDate   | \"12026-01-01\"           | must be a date",
                "startTime | null                      | must be a time",
                "startTime | \"24:00\"                 | must be a time",
                "startTime | \"7:30\"                  | must be a time",
                "startTime | \"17:30:60\"              | must be a time",
                "startTime | \"17:30:00.5\"            | must be a time",
                "startTime | \"17:30Z\"                | must be a time",
                "endTime   | \"5 pm\"                  | must be a time",
                "endTime   | \"17:30\"                 | must be after the start",
                "endTime   | \"17:29:59\"              | must be after the start",
                "endDate   | \"2026-12-04\"            | must be after the start",
                "longitude | null                      | must not be null",
                "longitude | 180.1                     | must be between -180 and 180",
                "longitude | -180.1                    | must be between -180 and 180",
                "longitude | 0.000000000000000000000000000000000001 | numeric value out of bounds",
                "latitude  | 90.1                      | must be between -90 and 90",
                "latitude  | -90.1                     | must be between -90 and 90",
                "latitude  | 1e-1000                   | numeric value out of bounds",
                "address   | null                      | must be a text of 1 to 200 characters",
                "address   | \" \"                     | must be a text of 1 to 200 characters",
                "address   | \"a\\u0000b\"             | must be a text of 1 to 200 characters",
                "city      | \"\"                      | must be a text of 1 to 200 characters",
                "cost      | null                      | must not be null",
                "cost      | -0.01                     | must be greater than or equal to 0",
                "cost      | 100000000000000000000     | numeric value out of bounds",
                "cost      | 1e20                      | numeric value out of bounds",
                "cost      | 0.0000000000000000001     | numeric value out of bounds",
            })
    void should_name_the_invalid_field(String field, String value, String message) throws Exception {
        assertThat(validator.validate(read(field, value))).singleElement().satisfies(violation -> {
            assertThat(violation.getPropertyPath()).hasToString(field);
            assertThat(violation.getMessage()).startsWith(message);
        });
    }

    @Test
    void should_name_all_fields_of_an_empty_job() {
        NewJob empty = new NewJob(null, null, null, null, null, null, null, null, null, null, null);

        assertThat(validator.validate(empty))
                .extracting(violation -> violation.getPropertyPath().toString())
                .containsExactlyInAnyOrder(
                        "username",
                        "jobType",
                        "startDate",
                        "endDate",
                        "startTime",
                        "endTime",
                        "longitude",
                        "latitude",
                        "address",
                        "city",
                        "cost");
    }

    @Test
    void should_accept_a_job_over_midnight() throws Exception {
        ObjectNode job = (ObjectNode) mapper.readTree(VALID);
        job.put("endDate", "2026-12-06").put("endTime", "01:00");

        assertThat(validator.validate(mapper.treeToValue(job, NewJob.class))).isEmpty();
    }

    @Test
    void should_store_numbers_as_dynamo_db_returns_them() throws Exception {
        Job job = Job.open("j1", mapper.readValue(VALID.replace("60}", "6.10e1}"), NewJob.class));

        assertThat(job.toItem().get("cost").n()).isEqualTo("61");
        assertThat(Job.of(new JobKey("maria", "j1"), job.toItem())).isEqualTo(job);
        assertThat(mapper.writeValueAsString(job)).contains("\"cost\":61}");
    }

    @Test
    void should_write_numbers_without_an_exponent() throws Exception {
        Job job = Job.open(
                "j1", mapper.readValue(VALID.replace("60}", "6e1}").replace("41.1579", "0.0000000001"), NewJob.class));

        assertThat(mapper.writeValueAsString(job)).contains("\"cost\":60}", "\"latitude\":0.0000000001,");
    }

    @Test
    void should_read_a_job_of_the_marketplace_with_missing_attributes() {
        assertThat(mapper.<JsonNode>valueToTree(Job.of(new JobKey("maria", "j1"), Map.of())))
                .hasToString("{\"id\":\"j1\",\"username\":\"maria\"}");
    }

    private NewJob read(String field, String value) throws IOException {
        ObjectNode job = (ObjectNode) mapper.readTree(VALID);
        job.remove(field);
        String json = job.toString();
        return mapper.readValue(
                json.substring(0, json.length() - 1) + ", \"%s\": %s}".formatted(field, value), NewJob.class);
    }
}
