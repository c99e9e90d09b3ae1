/** One SDK client per service for the whole application, which of their failures pass, and whether AWS answers. */
package io.github.nannybooking.aws;
