package io.github.nannybooking.platform.aws;

import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Changes settings of the client for one request. */
public final class Overrides {

    private Overrides() {}

    /** Returns the request with {@code change} and its present overrides. */
    public static AwsRequest add(AwsRequest request, Consumer<AwsRequestOverrideConfiguration.Builder> change) {
        AwsRequestOverrideConfiguration.Builder overrides = request.overrideConfiguration()
                .map(AwsRequestOverrideConfiguration::toBuilder)
                .orElseGet(AwsRequestOverrideConfiguration::builder);
        change.accept(overrides);
        return request.toBuilder().overrideConfiguration(overrides.build()).build();
    }
}
