package io.github.nannybooking.platform.correlation;

import java.util.Map;
import org.apache.camel.Header;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Reads the correlation ids of messages. */
public final class Correlation {

    Correlation() {}

    /** The id in a message; null if it has none or an invalid one, as any sender may have set it. */
    public String ofMessage(@Header(Sqs2Constants.MESSAGE_ATTRIBUTES) Map<String, MessageAttributeValue> attributes) {
        MessageAttributeValue sent = attributes == null ? null : attributes.get(CorrelationId.NAME);
        return sent == null ? null : CorrelationId.read(sent.stringValue()).orElse(null);
    }
}
