/** Malformed and malicious requests, as raw bytes: the corpus in {@code src/test/resources/hostile}, and those that are made up. */
package io.github.nannybooking.hostile;
