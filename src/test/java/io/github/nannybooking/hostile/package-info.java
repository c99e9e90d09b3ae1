/** Sends malformed and malicious requests: the corpus in {@code src/test/resources/hostile}, and generated ones. */
package io.github.nannybooking.hostile;
