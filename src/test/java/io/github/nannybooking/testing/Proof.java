package io.github.nannybooking.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** A proof that each build runs for a short time, and the Maven profile {@code proof} runs in depth. */
@Tag("proof")
@net.jqwik.api.Tag("proof")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Proof {}
