package io.github.nannybooking.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** The body of the 200 of {@code GET /jobs}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OpenJobs(List<Job> jobs, String next) {}
