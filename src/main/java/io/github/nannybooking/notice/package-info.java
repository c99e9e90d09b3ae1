/** Notices: their threads, and the notices to accepted and declined applicants. */
package io.github.nannybooking.notice;
