/** Declines: the messages in the queue, and the update that marks an application DECLINED. */
package io.github.nannybooking.decline;
