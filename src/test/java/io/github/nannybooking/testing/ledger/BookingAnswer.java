package io.github.nannybooking.testing.ledger;

/** What a caller was answered to the booking of a job with one of its applications. */
record BookingAnswer(PostedJob job, String applicationId, int status) {}
