package io.github.nannybooking.dev.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewTest {

    @TempDir
    private Path folder;

    @Test
    void should_connect_requests_timers_routes_and_queues() throws Exception {
        write("mine.camel.yaml", """
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

        assertThat(Overview.of(DrawnFile.in(folder.resolve("routes")))).isEqualTo("""
                flowchart TB
                  subgraph n1["routes"]
                    n2(["POST /jobs"])
                    n3["book"]
                    n4[("aws2-sqs:declines")]
                    n5["decline"]
                    n6["park"]
                    n7(["timer:often"])
                    n8["tick"]
                  end
                  n2 --> n3
                  n3 --> n4
                  n3 -.-> n6
                  n4 --> n5
                  n5 -.->|"give-up"| n6
                  n7 --> n8
                """);
    }

    @Test
    void should_draw_a_frame_for_each_folder_and_list_the_requests_that_are_not_connected() throws Exception {
        write("api/read-job.camel.yaml", """
                - rest: {path: /jobs, get: [{id: get-job, path: "/{id}", to: "direct:read"}]}
                - route: {id: read, from: {uri: "direct:read", steps: [{to: {uri: "direct:answer"}}]}}
                - route: {id: answer, from: {uri: "direct:answer", steps: [{to: {uri: "aws2-ddb:table"}}]}}
                """);
        write("api/list-jobs.camel.yaml", """
                - rest: {path: /jobs, get: [{id: list-jobs, to: "direct:list"}]}
                - route: {id: list, from: {uri: "direct:list", steps: [{log: hello}]}}
                """);
        write("booking/book.camel.yaml", """
                - route: {id: book, from: {uri: "aws2-sqs:bookings", steps: [{to: {uri: "direct:notify"}}]}}
                """);
        write("notices/notify.camel.yaml", """
                - route: {id: notify, from: {uri: "direct:notify", steps: [{to: {uri: "log:notices"}}]}}
                """);

        assertThat(Overview.of(DrawnFile.in(folder.resolve("routes")))).isEqualTo("""
                flowchart TB
                  subgraph n1["routes/booking"]
                    n2[("aws2-sqs:bookings")]
                    n3["book"]
                  end
                  subgraph n4["routes/notices"]
                    n5["notify"]
                    n6[("log:notices")]
                  end
                  subgraph n7["routes/api"]
                    n8["GET /jobs<br>GET /jobs/{id}"]
                  end
                  n2 --> n3
                  n3 --> n5
                  n5 --> n6
                """);
    }

    private void write(String name, String yaml) throws IOException {
        Path file = folder.resolve("routes").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, yaml);
    }
}
