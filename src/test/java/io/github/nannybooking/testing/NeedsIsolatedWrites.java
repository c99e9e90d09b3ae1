package io.github.nannybooking.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A test with concurrent writes, of which the emulator without LocalStack may lose some. */
@DisabledIfSystemProperty(
        named = "test.aws",
        matches = "localstack",
        disabledReason =
                "LocalStack runs the same DynamoDB Local as the embedded default; a stand-in may not isolate writes")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsIsolatedWrites {}
