/** Compares the contract of the API, {@code api/openapi.yaml}, with what the application answers and accepts. */
package io.github.nannybooking.contract;
