package io.github.nannybooking.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** A proof that takes too long for each build: only the Maven profile {@code proof} runs it. */
@Proof
@Tag("long-proof")
@net.jqwik.api.Tag("long-proof")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface LongProof {}
