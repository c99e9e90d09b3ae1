/**
 * What is in a queue, and what becomes of a message once it was taken off: acknowledged, or given back to come again
 * later.
 */
package io.github.nannybooking.queue;
