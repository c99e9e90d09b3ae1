/** What becomes of a message once it was taken off a queue: acknowledged, or given back to come again later. */
package io.github.nannybooking.queue;
