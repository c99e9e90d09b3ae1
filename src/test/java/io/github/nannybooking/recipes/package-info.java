/** Follows the recipes of {@code docs/editing-routes.md} on a copy of the routes, and runs their tests. */
package io.github.nannybooking.recipes;
