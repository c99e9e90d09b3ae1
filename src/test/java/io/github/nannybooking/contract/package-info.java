/** Compares the contract of the API, {@code api/openapi.yaml}, with the application. */
package io.github.nannybooking.contract;
