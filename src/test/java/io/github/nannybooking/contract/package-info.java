/** The contract of the API, {@code api/openapi.yaml}, beside what the application answers and accepts. */
package io.github.nannybooking.contract;
