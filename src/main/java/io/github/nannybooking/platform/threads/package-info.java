/** Pools of threads that Camel's own profiles of thread pools cannot describe. */
package io.github.nannybooking.platform.threads;
