package io.github.nannybooking.application;

import io.github.nannybooking.platform.http.paging.Page;
import io.github.nannybooking.table.ApplicationKey;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The applications of a nanny, as the index, which lags behind, knows them. */
public final class ApplicantReports {

    private final DynamoDbClient dynamoDb;
    private final String table;

    ApplicantReports(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /** The nanny whom a path names, and which of her applications the query asks for. */
    public ApplicantQuery parse(@Header("username") String username, @Header(Exchange.HTTP_QUERY) String query) {
        return ApplicantQuery.of(username, query);
    }

    /** A page of the applications of a nanny. */
    public ApplicationPage list(@Body ApplicantQuery query) {
        QueryRequest.Builder ofApplicant = QueryRequest.builder()
                .tableName(table)
                .indexName(ApplicationKey.APPLICANT_INDEX)
                .keyConditionExpression("GSI2PK = :nanny")
                .expressionAttributeValues(
                        Map.of(":nanny", AttributeValue.fromS(ApplicationKey.applicantKey(query.username()))));
        if (query.cursor() != null) {
            ofApplicant.exclusiveStartKey(
                    ApplicationKey.ofPosition(query.cursor()).toKeysOf(query.username()));
        }
        Page page = Page.find(dynamoDb, ofApplicant, query.limit(), item -> ApplicationKey.of(item)
                .position());
        return new ApplicationPage(page.items().stream().map(Application::of).toList(), page.next());
    }
}
