/** A decline: one application that was not chosen, from the queue to DECLINED or to the dead letter queue. */
package io.github.nannybooking.decline;
