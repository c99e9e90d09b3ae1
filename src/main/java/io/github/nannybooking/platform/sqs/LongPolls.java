package io.github.nannybooking.platform.sqs;

import io.github.nannybooking.platform.aws.Overrides;
import java.time.Duration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * Adds the wait time of a long poll to its timeout, since a poll that finds nothing takes all of it.
 *
 * @param attemptTimeout of all other requests
 */
record LongPolls(Duration attemptTimeout) implements ExecutionInterceptor {

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        if (context.request() instanceof ReceiveMessageRequest receive && receive.waitTimeSeconds() != null) {
            Duration timeout = attemptTimeout.plusSeconds(receive.waitTimeSeconds());
            return Overrides.add(receive, overrides -> overrides.apiCallAttemptTimeout(timeout));
        }
        return context.request();
    }
}
