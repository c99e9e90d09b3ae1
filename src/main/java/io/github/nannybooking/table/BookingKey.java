package io.github.nannybooking.table;

import io.github.nannybooking.platform.http.json.Identifier;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The key of a booking: {@code PK=SK=BOOKING#<jobId>}; a job has one at most. */
public record BookingKey(@Identifier String jobId) {

    private static final int SHARDS = 10;

    /** The primary key, for the SDK. */
    public Map<String, AttributeValue> toItemKey() {
        AttributeValue key = AttributeValue.fromS("BOOKING#" + jobId);
        return Map.of("PK", key, "SK", key);
    }

    /**
     * {@code GSI1PK} of a booking that is not COMPLETED, in the index {@code jobApplications}. Ten shards share the
     * bookings, because one partition accepts at most 1,000 writes per second
     * (<a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-sharding.html">Write
     * sharding</a>).
     */
    public String shard() {
        return shard(Math.floorMod(jobId.hashCode(), SHARDS));
    }

    /** {@code GSI1PK} of all bookings that are not COMPLETED. */
    public static List<String> shards() {
        return IntStream.range(0, SHARDS).mapToObj(BookingKey::shard).toList();
    }

    private static String shard(int number) {
        return "DECLINING#" + number;
    }
}
