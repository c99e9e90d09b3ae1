/** The description of the API in JSON, and a page to try the API. */
package io.github.nannybooking.platform.openapi;
