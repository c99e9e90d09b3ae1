/** Telling people something: the threads it runs on, and what the accepted applicant of a booking is told. */
package io.github.nannybooking.notice;
