package io.github.nannybooking.testing.faults;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** The target of requests, to which each request is sent once, without retries. */
final class AwsTarget implements AutoCloseable {

    private static final int MORE_THAN_ANY_TEST_NEEDS = 1000;

    private final URI uri;
    private final SdkHttpClient client =
            ApacheHttpClient.builder().maxConnections(MORE_THAN_ANY_TEST_NEEDS).build();

    AwsTarget(URI uri) {
        this.uri = uri;
    }

    AwsAnswer send(AwsRequest request) throws IOException {
        SdkHttpRequest http = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(request.method()))
                .headers(request.headers())
                .uri(uri.resolve(request.uri()))
                .removeHeader("Host")
                .removeHeader("Connection")
                .putHeader("Content-Length", String.valueOf(request.body().length))
                .build();
        HttpExecuteResponse answer = client.prepareRequest(HttpExecuteRequest.builder()
                        .request(http)
                        .contentStreamProvider(() -> new ByteArrayInputStream(request.body()))
                        .build())
                .call();
        try (InputStream body = answer.responseBody().orElseGet(AwsTarget::nothing)) {
            return new AwsAnswer(
                    answer.httpResponse().statusCode(), answer.httpResponse().headers(), body.readAllBytes());
        }
    }

    private static AbortableInputStream nothing() {
        return AbortableInputStream.create(InputStream.nullInputStream());
    }

    /** Also ends running requests. */
    @Override
    public void close() {
        client.close();
    }
}
