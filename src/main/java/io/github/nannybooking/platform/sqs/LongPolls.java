package io.github.nannybooking.platform.sqs;

import io.github.nannybooking.platform.aws.Overrides;
import java.time.Duration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** Gives a long poll its wait time on top of the time that any attempt may take: when it finds nothing it takes it all. */
final class LongPolls implements ExecutionInterceptor {

    private final Duration attemptTimeout;

    /** @param attemptTimeout of all other requests */
    LongPolls(Duration attemptTimeout) {
        this.attemptTimeout = attemptTimeout;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        if (context.request() instanceof ReceiveMessageRequest receive && receive.waitTimeSeconds() != null) {
            Duration timeout = attemptTimeout.plusSeconds(receive.waitTimeSeconds());
            return Overrides.add(receive, overrides -> overrides.apiCallAttemptTimeout(timeout));
        }
        return context.request();
    }
}
