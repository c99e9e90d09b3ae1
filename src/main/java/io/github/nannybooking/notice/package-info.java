/** Notices: their threads, and the notice to the accepted applicant of a booking. */
package io.github.nannybooking.notice;
