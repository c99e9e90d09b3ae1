/** The SDK clients, how long they may take, and which failures pass when one tries again. */
package io.github.nannybooking.platform.aws;
