/**
 * The reliable queue: receives messages and keeps them from other instances, acknowledges them or returns them to the
 * queue, pauses while AWS fails, describes dead letters, compares the attributes of the
 * queues with the settings, and reports the messages in the queues.
 */
package io.github.nannybooking.platform.sqs;
