/**
 * The foundation of the domain: HTTP, SQS, AWS, access, settings and logs. It knows nothing of jobs, applications
 * and bookings, and imports none of their classes.
 */
package io.github.nannybooking.platform;
