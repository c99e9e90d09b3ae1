package io.github.nannybooking.platform.correlation;

import java.util.Map;
import org.apache.camel.Header;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Which correlation id the routes of the queues work under. */
public final class Correlation {

    Correlation() {}

    /** The id that a message carries; null if it carries none, or nonsense: anybody may have sent it. */
    public String ofMessage(@Header(Sqs2Constants.MESSAGE_ATTRIBUTES) Map<String, MessageAttributeValue> attributes) {
        MessageAttributeValue sent = attributes == null ? null : attributes.get(CorrelationId.NAME);
        return sent == null ? null : CorrelationId.read(sent.stringValue()).orElse(null);
    }
}
