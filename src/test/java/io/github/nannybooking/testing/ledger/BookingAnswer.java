package io.github.nannybooking.testing.ledger;

/** The answer to the booking of a job with one of its applications. */
record BookingAnswer(PostedJob job, String applicationId, int status) {}
