/** What people are told: the accepted applicant of a booking, and the operators of a decline that failed for good. */
package io.github.nannybooking.notice;
