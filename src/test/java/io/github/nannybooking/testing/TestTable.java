package io.github.nannybooking.testing;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Writes jobs and applications like the marketplace, and reads them. */
public final class TestTable {

    private static final int MAX_BATCH = 25;
    private static final String LONG_DUE = "2026-01-01T00:00:00Z";

    private final DynamoDbClient dynamoDb;
    private final String table;

    public TestTable(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /** Returns the item as written, like every method that puts one. */
    public Map<String, AttributeValue> putJob(String username, String jobId) {
        return putJob(username, jobId, "OPEN");
    }

    public Map<String, AttributeValue> putJob(String username, String jobId, String status) {
        String key = "JOB#" + jobId;
        return put(Map.ofEntries(
                text("PK", "USER#" + username),
                text("SK", key),
                text("GSI1PK", key),
                text("GSI1SK", key),
                text("GSI2SK", key),
                text("id", jobId),
                text("username", username),
                text("jobType", "BABYSITTING"),
                text("jobStatus", status),
                text("startDate", "2026-12-05"),
                text("endDate", "2026-12-05"),
                text("startTime", "17:30"),
                text("endTime", "22:00"),
                number("longitude", "-8.6291"),
                number("latitude", "41.1579"),
                text("address", "Rua de Cedofeita 120"),
                text("city", "Porto"),
                number("cost", "60")));
    }

    public Map<String, AttributeValue> putApplication(
            String jobId, String id, String status, Map<String, AttributeValue> more) {
        return put(application(jobId, id, status, more));
    }

    public List<Map<String, AttributeValue>> putApplications(
            String jobId, List<String> ids, Map<String, AttributeValue> more) {
        List<Map<String, AttributeValue>> items =
                ids.stream().map(id -> application(jobId, id, "PENDING", more)).toList();
        for (int from = 0; from < items.size(); from += MAX_BATCH) {
            List<WriteRequest> writes = items.subList(from, Math.min(from + MAX_BATCH, items.size())).stream()
                    .map(item -> WriteRequest.builder()
                            .putRequest(put -> put.item(item))
                            .build())
                    .toList();
            dynamoDb.batchWriteItem(batch -> batch.requestItems(Map.of(table, writes)));
        }
        return items;
    }

    private static Map<String, AttributeValue> application(
            String jobId, String id, String status, Map<String, AttributeValue> more) {
        String key = "JOB#" + jobId + "#APPLICATION#" + id;
        Map<String, AttributeValue> item = new HashMap<>(Map.ofEntries(
                text("PK", key),
                text("SK", key),
                text("GSI1PK", "JOB#" + jobId),
                text("GSI1SK", "APPLICATION#" + id),
                text("GSI2PK", "USER#nanny-" + id),
                text("GSI2SK", "JOB#" + jobId),
                text("id", id),
                text("jobId", jobId),
                text("username", "nanny-" + id),
                text("jobApplicationStatus", status),
                number("createdOn", "1795000000")));
        item.putAll(more);
        return item;
    }

    public String jobStatus(String username, String jobId) {
        return job(username, jobId).get("jobStatus").s();
    }

    /** Returns the current item, empty if there is none. */
    public Map<String, AttributeValue> job(String username, String jobId) {
        return read("USER#" + username, "JOB#" + jobId);
    }

    public String applicationStatus(String jobId, String id) {
        return application(jobId, id).get("jobApplicationStatus").s();
    }

    /** Returns the current item, empty if there is none. */
    public Map<String, AttributeValue> application(String jobId, String id) {
        String key = "JOB#" + jobId + "#APPLICATION#" + id;
        return read(key, key);
    }

    public void deleteApplication(String jobId, String id) {
        AttributeValue key = AttributeValue.fromS("JOB#" + jobId + "#APPLICATION#" + id);
        dynamoDb.deleteItem(delete -> delete.tableName(table).key(Map.of("PK", key, "SK", key)));
    }

    /** Writes the record of a booking whose first check is overdue. */
    public void putDueBooking(String username, String jobId, String applicationId) {
        String key = "BOOKING#" + jobId;
        put(Map.ofEntries(
                text("PK", key),
                text("SK", key),
                text("GSI1PK", "DECLINING#0"),
                text("GSI1SK", LONG_DUE),
                text("jobId", jobId),
                text("username", username),
                text("acceptedApplicationId", applicationId),
                number("bookedOn", "1795000000"),
                text("bookingStatus", "DECLINING"),
                number("checks", "0")));
    }

    /** Makes the next check of the job's booking overdue. */
    public void letBookingBeDue(String jobId) {
        AttributeValue key = AttributeValue.fromS("BOOKING#" + jobId);
        dynamoDb.updateItem(item -> item.tableName(table)
                .key(Map.of("PK", key, "SK", key))
                .updateExpression("SET GSI1SK = :due")
                .expressionAttributeValues(Map.of(":due", AttributeValue.fromS(LONG_DUE))));
    }

    /** Returns the record of the job's booking, empty if there is none. */
    public Map<String, AttributeValue> booking(String jobId) {
        String key = "BOOKING#" + jobId;
        return read(key, key);
    }

    /** Returns how often the job's booking was checked since it was put into the index. */
    public int checks(String jobId) {
        return Integer.parseInt(booking(jobId).get("checks").n());
    }

    /** Returns the parked failed declines. */
    public List<Map<String, AttributeValue>> failedDeclines() {
        return items().stream()
                .filter(item -> item.get("PK").s().startsWith("FAILED_DECLINE#"))
                .toList();
    }

    /** Returns the number of applications of the job in each status. */
    public Map<String, Long> applicationsByStatus(String jobId) {
        return dynamoDb
                .queryPaginator(query -> query.tableName(table)
                        .indexName("jobApplications")
                        .keyConditionExpression("GSI1PK = :job")
                        .expressionAttributeValues(Map.of(":job", AttributeValue.fromS("JOB#" + jobId)))
                        .projectionExpression("jobApplicationStatus"))
                .items()
                .stream()
                .filter(item -> item.containsKey("jobApplicationStatus"))
                .collect(groupingBy(item -> item.get("jobApplicationStatus").s(), counting()));
    }

    /** Returns all items of the table. */
    public List<Map<String, AttributeValue>> items() {
        return dynamoDb.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
                .toList();
    }

    private Map<String, AttributeValue> put(Map<String, AttributeValue> item) {
        dynamoDb.putItem(put -> put.tableName(table).item(item));
        return item;
    }

    private Map<String, AttributeValue> read(String partition, String sort) {
        return dynamoDb.getItem(get -> get.tableName(table)
                        .consistentRead(true)
                        .key(Map.of("PK", AttributeValue.fromS(partition), "SK", AttributeValue.fromS(sort))))
                .item();
    }

    private static Map.Entry<String, AttributeValue> text(String name, String value) {
        return Map.entry(name, AttributeValue.fromS(value));
    }

    private static Map.Entry<String, AttributeValue> number(String name, String value) {
        return Map.entry(name, AttributeValue.fromN(value));
    }
}
