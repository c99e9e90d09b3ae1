package io.github.nannybooking.platform.sqs;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Replaces the name of a queue by its URL in requests to SQS. It looks the URL up when a request first needs it.
 *
 * <p>Camel's SQS endpoint looks a name up when it is created, by ListQueues: with AWS down the application would not
 * start, and it would need the permission to list all queues of the account. With {@code queueUrl}, Camel makes no request.
 */
final class QueueNames implements ExecutionInterceptor {

    private static final String QUEUE_URL = "QueueUrl";

    private final Map<String, String> urls = new ConcurrentHashMap<>();
    private final UnaryOperator<String> lookup;

    /** @param lookup from a queue's name to its URL, by GetQueueUrl */
    QueueNames(UnaryOperator<String> lookup) {
        this.lookup = lookup;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        SdkRequest request = context.request();
        Optional<String> name =
                request.getValueForField(QUEUE_URL, String.class).filter(queue -> !queue.contains("://"));
        return name.isPresent() ? withQueueUrl(request, urlOf(name.get())) : request;
    }

    private String urlOf(String name) {
        String url = urls.get(name);
        if (url == null) {
            url = lookup.apply(name);
            urls.put(name, url);
        }
        return url;
    }

    private static SdkRequest withQueueUrl(SdkRequest request, String url) {
        SdkRequest.Builder changed = request.toBuilder();
        for (SdkField<?> field : ((SdkPojo) changed).sdkFields()) {
            if (field.memberName().equals(QUEUE_URL)) {
                field.set(changed, url);
            }
        }
        return changed.build();
    }
}
