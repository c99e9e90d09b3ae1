/** Requests that a client can repeat: answers kept under the header Idempotency-Key. */
package io.github.nannybooking.idempotency;
