package io.github.nannybooking.dev.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.dev.model.RouteModel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteChartTest {

    @TempDir
    private Path folder;

    @Test
    void should_draw_the_action_of_each_step() throws Exception {
        assertSteps("""
                - unmarshal: {id: read, description: Reads it., json: {library: Jackson}}
                - bean: {id: check, ref: validator, method: validate}
                - setBody: {id: answer, simple: "${body.answer()}"}
                - setHeader: {id: type, name: type, constant: x}
                - setProperty: {id: keep, name: record, method: {ref: records, method: make}}
                - delay: {id: wait, method: {ref: pauses, method: next}}
                - to: {id: call, uri: direct:other}
                - wireTap: {id: tap, uri: seda:side}
                - toD: {id: send, uri: "https://example.com/${body}"}
                - log: {id: say, disabled: true, message: said}
                - throwException: {id: give-up, exceptionType: java.lang.IllegalStateException, message: no}
                """, """
                  n2["read<br>unmarshal Json<br>Reads it."]
                  n3["check<br>bean validator.validate"]
                  n4["answer<br>setBody ${body.answer()}"]
                  n5["type<br>setHeader type = x"]
                  n6["keep<br>setProperty record = records.make"]
                  n7["wait<br>delay pauses.next"]
                  n8[["call<br>to direct:other"]]
                  n9[["tap<br>wireTap seda:side"]]
                  n10[("send<br>toD https://example.com/${body}")]
                  n11["say<br>log said (disabled)"]
                  n12["give-up<br>throwException IllegalStateException"]
                  n1 --> n2
                  n2 --> n3
                  n3 --> n4
                  n4 --> n5
                  n5 --> n6
                  n6 --> n7
                  n7 --> n8
                  n8 --> n9
                  n9 --> n10
                  n10 --> n11
                  n11 --> n12
                """);
    }

    @Test
    void should_continue_after_all_branches_except_those_that_end_the_route() throws Exception {
        assertSteps("""
                - choice:
                    id: which
                    when:
                      - {simple: "${body} == 1", steps: [{log: {id: one, message: one}}]}
                      - {simple: "${body} == 2", steps: [{stop: {id: two}}]}
                - filter: {id: if-any, simple: "${body} > 0", steps: [{log: {id: some, message: some}}]}
                - log: {id: end, message: end}
                """, """
                  n2{{"which<br>choice"}}
                  n3["one<br>log one"]
                  n4["two<br>stop"]
                  n5{{"if-any<br>filter ${body} > 0"}}
                  n6["some<br>log some"]
                  n7["end<br>log end"]
                  n1 --> n2
                  n2 -->|"${body} == 1"| n3
                  n2 -->|"${body} == 2"| n4
                  n3 --> n5
                  n2 -->|"otherwise"| n5
                  n5 -->|"yes"| n6
                  n6 --> n7
                  n5 -->|"no"| n7
                """);
    }

    @Test
    void should_frame_a_try_and_continue_after_each_catch() throws Exception {
        assertSteps("""
                - doTry:
                    id: try
                    steps: [{log: {id: work, message: work}}]
                    doCatch:
                      - id: catch
                        exception: [java.io.IOException, java.lang.IllegalStateException]
                        steps: [{log: {id: mend, message: mend}}]
                    doFinally: {id: finally, steps: [{log: {id: clean, message: clean}}]}
                - log: {id: end, message: end}
                """, """
                  subgraph n2[" "]
                    n3["try<br>doTry"]
                    n4["work<br>log work"]
                  end
                  n5(["catch<br>doCatch IOException, IllegalStateException"])
                  n6["mend<br>log mend"]
                  subgraph n7[" "]
                    n8["finally<br>doFinally"]
                    n9["clean<br>log clean"]
                  end
                  n10["end<br>log end"]
                  n1 --> n3
                  n3 --> n4
                  n2 -.-> n5
                  n5 --> n6
                  n2 --> n8
                  n6 --> n8
                  n8 --> n9
                  n7 --> n10
                """);
    }

    @Test
    void should_frame_the_steps_in_any_other_step() throws Exception {
        assertSteps("""
                - split:
                    id: each
                    simple: "${body}"
                    steps:
                      - loop: {id: again, constant: "3", steps: [{log: {id: work, message: work}}]}
                - multicast:
                    id: both
                    steps: [{to: {id: left, uri: direct:left}}, {to: {id: right, uri: direct:right}}]
                - circuitBreaker:
                    id: guarded
                    steps: [{to: {id: far, uri: "https://example.com"}}]
                    onFallback: {id: else, steps: [{log: {id: near, message: near}}]}
                - aggregate:
                    id: collect
                    aggregationStrategy: lists
                    correlationExpression: {constant: "true"}
                    completionSize: 2
                    steps: [{log: {id: end, message: end}}]
                """, """
                  subgraph n2[" "]
                    n3["each<br>split ${body}"]
                    subgraph n4[" "]
                      n5["again<br>loop 3"]
                      n6["work<br>log work"]
                    end
                  end
                  subgraph n7[" "]
                    n8["both<br>multicast"]
                    n9[["left<br>to direct:left"]]
                    n10[["right<br>to direct:right"]]
                  end
                  subgraph n11[" "]
                    n12["guarded<br>circuitBreaker"]
                    n13[("far<br>to https://example.com")]
                  end
                  n14(["else<br>onFallback"])
                  n15["near<br>log near"]
                  subgraph n16[" "]
                    n17["collect<br>aggregate true"]
                    n18["end<br>log end"]
                  end
                  n1 --> n3
                  n3 --> n5
                  n5 --> n6
                  n2 --> n8
                  n8 --> n9
                  n8 --> n10
                  n7 --> n12
                  n12 --> n13
                  n11 -.-> n14
                  n14 --> n15
                  n11 --> n17
                  n15 --> n17
                  n17 --> n18
                """);
    }

    @Test
    void should_draw_a_route_configuration() throws Exception {
        RouteModel model = load("""
                - routeConfiguration:
                    id: careful
                    interceptFrom:
                      - interceptFrom: {id: received, steps: [{log: {id: hello, message: hello}}]}
                    onException:
                      - onException:
                          id: given-up
                          exception: [java.io.IOException]
                          onWhen: {simple: "${header.tries} >= {{tries}}"}
                          handled: {constant: "true"}
                          steps: [{to: {id: park, uri: direct:park}}]
                    onCompletion:
                      - onCompletion: {id: done, onCompleteOnly: true, steps: [{log: {id: bye, message: bye}}]}
                      - onCompletion: {id: failed, onFailureOnly: true, steps: [{log: {id: sorry, message: sorry}}]}
                """);

        assertThat(RouteChart.of(model.configurations().get(0))).isEqualTo("""
                flowchart TB
                  n1(["received<br>interceptFrom"])
                  n2["hello<br>log hello"]
                  n3(["given-up<br>onException IOException when ${header.tries} >= {{tries}}"])
                  n4[["park<br>to direct:park"]]
                  n5(["done<br>onCompletion of completed exchanges"])
                  n6["bye<br>log bye"]
                  n7(["failed<br>onCompletion of failed exchanges"])
                  n8["sorry<br>log sorry"]
                  n1 --> n2
                  n3 --> n4
                  n5 --> n6
                  n7 --> n8
                """);
    }

    /** @param steps of a route whose start is {@code n1} */
    private void assertSteps(String steps, String expected) throws Exception {
        RouteModel model = load("""
                - route:
                    id: mine
                    from:
                      id: start
                      uri: timer:often
                      parameters: {period: 5}
                      steps:
                """ + steps.indent(8));
        assertThat(RouteChart.of(model.routes().get(0)))
                .isEqualTo("flowchart TB\n  n1([\"start<br>from timer:often\"])\n" + expected);
    }

    private RouteModel load(String yaml) throws Exception {
        Files.writeString(folder.resolve("mine.camel.yaml"), yaml);
        return DrawnFile.in(folder).get(0).model();
    }
}
