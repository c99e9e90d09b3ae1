package io.github.nannybooking.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** The body of the 200 of {@code GET /users/{username}/applications}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApplicationPage(List<Application> applications, String next) {}
