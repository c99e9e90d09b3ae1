/** Applications to jobs: the transaction that creates an application, and the lists of applications. */
package io.github.nannybooking.application;
