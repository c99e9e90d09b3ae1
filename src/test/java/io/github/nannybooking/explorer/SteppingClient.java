package io.github.nannybooking.explorer;

import io.github.nannybooking.explorer.Step.Ask;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The client of the beans, for which each request is a step. */
record SteppingClient(Replay replay) implements DynamoDbClient {

    @Override
    public QueryResponse query(QueryRequest request) {
        return ask(request, client -> client.query(request));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return ask(request, client -> client.getItem(request));
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return ask(request, client -> client.putItem(request));
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return ask(request, client -> client.updateItem(request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return ask(request, client -> client.transactWriteItems(request));
    }

    @SuppressWarnings("unchecked") // the answer belongs to this request
    private <T> T ask(DynamoDbRequest request, Function<DynamoDbClient, T> how) {
        return (T) replay.take(new Ask(request, how));
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
