package io.github.nannybooking.faileddecline;

import jakarta.validation.Valid;

/**
 * The failed declines that are retried together.
 *
 * @param job    null for all
 * @param before the position before which they stand: what fails later is not retried for ever
 */
public record RetryRound(@Valid JobFilter job, String before) {}
