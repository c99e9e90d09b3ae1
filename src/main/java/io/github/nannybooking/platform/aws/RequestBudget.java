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

/**
 * How long AWS may keep a caller or a message waiting: all requests that a thread makes for one HTTP request, or for one
 * message of a queue, with their retries, share one budget. A request gets what is left of it, or less if it asks for
 * less; without any left it fails as a request that took too long.
 */
public final class RequestBudget implements ExecutionInterceptor {

    private final ThreadLocal<Long> deadline = new ThreadLocal<>();
    private final Duration budget;

    RequestBudget(Duration budget) {
        this.budget = budget;
    }

    /** The budget of an HTTP request; also the longest that one request to DynamoDB takes. */
    Duration whole() {
        return budget;
    }

    /** Begins the budget of an HTTP request for this thread. */
    public void begin() {
        begin(budget);
    }

    /** Begins a budget for this thread. */
    public void begin(Duration time) {
        deadline.set(System.nanoTime() + time.toNanos());
    }

    /** From now on the requests of this thread share no budget. */
    public void end() {
        deadline.remove();
    }

    /** What this thread has left, less than zero if it took longer; empty outside a budget. */
    public Optional<Duration> left() {
        return Optional.ofNullable(deadline.get()).map(end -> Duration.ofNanos(end - System.nanoTime()));
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        Optional<Duration> left = left();
        if (left.isEmpty() || !(context.request() instanceof AwsRequest request)) {
            return context.request();
        }
        if (left.get().toMillis() < 1) {
            throw ApiCallTimeoutException.create(budget.toMillis());
        }
        return takesLessThan(left.get(), request)
                ? request
                : Overrides.add(request, overrides -> overrides.apiCallTimeout(left.get()));
    }

    private boolean takesLessThan(Duration left, AwsRequest request) {
        return request.overrideConfiguration()
                        .flatMap(RequestOverrideConfiguration::apiCallTimeout)
                        .orElse(budget)
                        .compareTo(left)
                < 0;
    }
}
