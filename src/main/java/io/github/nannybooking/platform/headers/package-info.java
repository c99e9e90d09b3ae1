/** Which headers pass between Camel and the systems around it. */
package io.github.nannybooking.platform.headers;
