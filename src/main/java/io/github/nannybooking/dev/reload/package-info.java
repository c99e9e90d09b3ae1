/** Runs the routes of a folder as they are saved: what changed is restarted, and what is broken leaves all as it was. */
package io.github.nannybooking.dev.reload;
