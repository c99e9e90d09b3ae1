package io.github.nannybooking.dev;

import java.net.URI;

/**
 * Points the AWS SDK of this JVM at emulators. It sets the endpoints together with invalid credentials, so that no request
 * can reach a real account.
 */
public final class SdkEnvironment {

    public static final String REGION = "us-east-1";
    public static final String CREDENTIAL = "local";

    private SdkEnvironment() {}

    public static void pointAt(URI dynamoDb, URI sqs) {
        System.setProperty("aws.endpointUrlDynamoDb", dynamoDb.toString());
        System.setProperty("aws.endpointUrlSqs", sqs.toString());
        System.setProperty("aws.region", REGION);
        System.setProperty("aws.accessKeyId", CREDENTIAL);
        System.setProperty("aws.secretAccessKey", CREDENTIAL);
    }
}
