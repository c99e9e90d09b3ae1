package io.github.nannybooking.dev;

import java.net.URI;

/**
 * Points the AWS SDK of this JVM at emulators, as AWS_ENDPOINT_URL_* and credentials in the environment would do:
 * endpoints and made-up credentials together, so that no request ever goes to a real account.
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
