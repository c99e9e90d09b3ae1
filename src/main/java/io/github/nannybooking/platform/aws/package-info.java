/** The SDK clients, their timeouts, and the failures that they retry. */
package io.github.nannybooking.platform.aws;
