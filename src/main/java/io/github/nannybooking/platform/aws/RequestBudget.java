package io.github.nannybooking.platform.aws;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * Limits the time that an HTTP request or a message waits for AWS: all requests to AWS that a thread makes for it, with their
 * retries, share one budget. The timeout of a request is the rest of the budget, or its own timeout if that is shorter. A
 * request without a rest fails as a request that timed out.
 */
public final class RequestBudget implements ExecutionInterceptor {

    private final ThreadLocal<Long> deadline = new ThreadLocal<>();
    private final Duration budget;

    RequestBudget(Duration budget) {
        this.budget = budget;
    }

    /** The budget of an HTTP request; also the longest that one request to DynamoDB takes. */
    public Duration whole() {
        return budget;
    }

    /** Begins a budget for this thread. */
    public void begin(Duration time) {
        deadline.set(System.nanoTime() + time.toNanos());
    }

    public void end() {
        deadline.remove();
    }

    /** The rest of the budget of this thread, negative if it took longer; empty without a budget. */
    public Optional<Duration> left() {
        return Optional.ofNullable(deadline.get()).map(end -> Duration.ofNanos(end - System.nanoTime()));
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        if (context.request() instanceof ReceiveMessageRequest) {
            // a poll is no work for a message; an asynchronous step ends the budget of a message on another thread
            end();
        }
        Optional<Duration> left = left();
        if (left.isEmpty() || !(context.request() instanceof AwsRequest request)) {
            return context.request();
        }
        if (left.get().toMillis() < 1) {
            throw ApiCallTimeoutException.create(budget.toMillis());
        }
        Duration timeout = request.overrideConfiguration()
                .flatMap(RequestOverrideConfiguration::apiCallTimeout)
                .orElse(budget);
        return timeout.compareTo(left.get()) < 0
                ? request
                : Overrides.add(request, overrides -> overrides.apiCallTimeout(left.get()));
    }
}
