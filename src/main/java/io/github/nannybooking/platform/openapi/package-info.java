/** What the API tells of itself: its description, and a page to try it out. */
package io.github.nannybooking.platform.openapi;
