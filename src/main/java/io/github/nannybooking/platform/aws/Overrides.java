package io.github.nannybooking.platform.aws;

import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Settings of the client that one request has otherwise. */
public final class Overrides {

    private Overrides() {}

    /** The request with {@code change} beside what it overrides already. */
    public static AwsRequest add(AwsRequest request, Consumer<AwsRequestOverrideConfiguration.Builder> change) {
        AwsRequestOverrideConfiguration.Builder overrides = request.overrideConfiguration()
                .map(AwsRequestOverrideConfiguration::toBuilder)
                .orElseGet(AwsRequestOverrideConfiguration::builder);
        change.accept(overrides);
        return request.toBuilder().overrideConfiguration(overrides.build()).build();
    }
}
