/** One SDK client per service for the whole application, how long it may take, and which of its failures pass. */
package io.github.nannybooking.aws;
