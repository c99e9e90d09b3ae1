package io.github.nannybooking.aws;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * How long AWS may keep a caller waiting: all calls that a thread makes while it works off an HTTP request, with their
 * retries, share one budget. A call gets what is left of it; without any left it fails as a call that took too long.
 */
public final class RequestBudget implements ExecutionInterceptor {

    private final ThreadLocal<Long> deadline = new ThreadLocal<>();
    private final Duration budget;

    RequestBudget(Duration budget) {
        this.budget = budget;
    }

    Duration whole() {
        return budget;
    }

    /** Begins a budget for this thread, which ends with the exchange. */
    public void begin(Exchange exchange) {
        deadline.set(System.nanoTime() + budget.toNanos());
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                deadline.remove();
            }
        });
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        if (deadline.get() == null || !(context.request() instanceof AwsRequest request)) {
            return context.request();
        }
        Duration left = Duration.ofNanos(deadline.get() - System.nanoTime());
        if (left.toMillis() < 1) {
            throw ApiCallTimeoutException.create(budget.toMillis());
        }
        return Overrides.add(request, overrides -> overrides.apiCallTimeout(left));
    }
}
