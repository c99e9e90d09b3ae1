/** The contract of the API, {@code api/openapi.yaml}, compared with the answers of the application and the values that it accepts. */
package io.github.nannybooking.contract;
