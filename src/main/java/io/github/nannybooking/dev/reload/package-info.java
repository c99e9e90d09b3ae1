/** Runs the routes of a folder as they are saved. Invalid files leave the running routes unchanged. */
package io.github.nannybooking.dev.reload;
