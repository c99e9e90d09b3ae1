/** What every HTTP route shares: how a body is read, how a list is paged, how an error is answered, which headers pass. */
package io.github.nannybooking.http;
