package io.github.nannybooking.dev.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewTest {

    @Test
    void should_lead_from_requests_and_timers_through_the_routes_to_queues_and_back(@TempDir Path folder)
            throws Exception {
        Files.writeString(folder.resolve("mine.camel.yaml"), """
                - rest: {path: /jobs, post: [{id: post-job, to: "direct:book"}]}
                - routeConfiguration:
                    id: give-up
                    onException:
                      - onException:
                          exception: [java.lang.Exception]
                          steps: [{to: {uri: direct:park}}, {to: {uri: direct:park}}]
                - route:
                    id: book
                    from:
                      uri: direct:book
                      steps:
                        - choice:
                            when:
                              - {simple: "${body}", steps: [{to: {uri: "aws2-sqs:declines", parameters: {queueUrl: one}}}]}
                        - wireTap: {uri: direct:park}
                - route:
                    id: decline
                    routeConfigurationId: other,give-up
                    from: {uri: "aws2-sqs:declines", parameters: {queueUrl: two}, steps: [{log: hello}]}
                - route: {id: park, from: {uri: "direct:park", steps: [{log: hello}]}}
                - route: {id: tick, from: {uri: "timer:often", steps: [{log: hello}]}}
                """);

        assertThat(Overview.of(RouteFile.in(folder))).isEqualTo("""
                flowchart LR
                  n1["book"]
                  n2["decline"]
                  n3[("aws2-sqs:declines")]
                  n4["park"]
                  n5["tick"]
                  n6(["timer:often"])
                  n7(["POST /jobs"])
                  n3 --> n2
                  n6 --> n5
                  n7 --> n1
                  n1 --> n3
                  n1 -.-> n4
                  n2 -.->|"give-up"| n4
                """);
    }
}
