/** Notices: their threads, and the notice to the accepted applicant. */
package io.github.nannybooking.notice;
