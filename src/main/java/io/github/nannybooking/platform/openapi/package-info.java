/** The API description as it is served, and a page to try the API. */
package io.github.nannybooking.platform.openapi;
