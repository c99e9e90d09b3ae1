package io.github.nannybooking.decline;

import io.github.nannybooking.notice.DeclinedNotice;
import io.github.nannybooking.platform.sqs.DeadLetter;
import io.github.nannybooking.platform.sqs.ReceivedMessage;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.ApplicationStatus;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.apache.camel.component.aws2.ddb.Ddb2Constants;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.util.ObjectHelper;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Prepares the UpdateItem request that changes an application from PENDING to DECLINED. */
public final class DeclineUpdate {

    private final DeclineMessage messages;

    DeclineUpdate(DeclineMessage messages) {
        this.messages = messages;
    }

    /**
     * Sets the headers of the UpdateItem request for the application of the message. Its condition fails if the item does
     * not exist, so the update never creates an item. It returns the item, at no cost
     * (<a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html">UpdateItem</a>).
     *
     * @throws UndeclinableException if the message names no application
     */
    public void prepare(@Body String message, @Headers Map<String, Object> headers) {
        ApplicationKey application = messages.read(message);
        headers.put(Ddb2Constants.KEY, application.toItemKey());
        headers.put(Ddb2Constants.RETURN_VALUES, ReturnValue.ALL_NEW.toString());
        headers.put(
                Ddb2Constants.UPDATE_VALUES,
                Map.of(
                        ApplicationStatus.ATTRIBUTE,
                        AttributeValueUpdate.builder()
                                .action(AttributeAction.PUT)
                                .value(ApplicationStatus.DECLINED.toValue())
                                .build()));
        headers.put(
                Ddb2Constants.UPDATE_CONDITION,
                Map.of(
                        ApplicationStatus.ATTRIBUTE,
                        ExpectedAttributeValue.builder()
                                .comparisonOperator(ComparisonOperator.EQ)
                                .attributeValueList(ApplicationStatus.PENDING.toValue())
                                .build()));
    }

    /**
     * Checks an application whose update failed. A DECLINED application is valid, because SQS delivers at least once.
     *
     * @param item the current application; empty or null if there is none
     * @throws UndeclinableException if the application is in another state, or there is none
     * @throws IllegalStateException if it became PENDING after the update failed; a retry declines it
     */
    public void requireDeclined(@Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        if (item == null || item.isEmpty()) {
            throw new UndeclinableException("the application does not exist");
        }
        if (ApplicationStatus.PENDING.isOf(item)) {
            throw new IllegalStateException("the application became PENDING meanwhile");
        }
        if (!ApplicationStatus.DECLINED.isOf(item)) {
            AttributeValue status = item.get(ApplicationStatus.ATTRIBUTE);
            throw new UndeclinableException("the application is " + (status == null ? "in no state" : status.s()));
        }
    }

    /**
     * Whether the applicant may not be notified yet. That an application is DECLINED at the first receive of a message means
     * that another message declined it, which notifies the applicant. But an update that the SDK retried may have succeeded
     * without an answer. A redelivered or redriven message may have declined the application before its notice failed.
     *
     * @param failure of the update; null if it succeeded
     */
    public boolean isNoticeDue(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure,
            @Header(ReceivedMessage.RECEIVES) Integer receives,
            @Header(Sqs2Constants.MESSAGE_ATTRIBUTES) Map<String, MessageAttributeValue> attributes) {
        ConditionalCheckFailedException notPending =
                ObjectHelper.getException(ConditionalCheckFailedException.class, failure);
        return notPending == null
                || notPending.numAttempts() != null && notPending.numAttempts() > 1
                || receives != null && receives > 1
                || attributes != null && DeadLetter.isDescribedBy(attributes);
    }

    /** The notice to the applicant whose application is DECLINED. */
    public DeclinedNotice notice(
            @Header(Ddb2Constants.KEY) Map<String, AttributeValue> key,
            @Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        return DeclinedNotice.of(ApplicationKey.find(key).orElseThrow(), item);
    }
}
