package io.github.nannybooking.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.nannybooking.job.Job;
import java.util.List;

/** The body of the 200 of {@code GET /jobs/{jobId}}: the job with a page of its applications. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobReport(@JsonUnwrapped Job job, List<Application> applications, String next) {}
