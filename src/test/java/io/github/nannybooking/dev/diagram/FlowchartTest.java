package io.github.nannybooking.dev.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.dev.diagram.Flowchart.Arrow;
import io.github.nannybooking.dev.diagram.Flowchart.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowchartTest {

    /** A quote ends a label, # begins an entity code, a backtick begins Markdown, %% a comment, < and & are HTML. */
    @Test
    void should_escape_the_special_characters_of_mermaid() {
        Flowchart chart = new Flowchart("TB");

        String node = chart.node(
                Shape.STEP,
                List.of(),
                List.of("say \"#1\" & `<b>`\n%%{init}%% C:\\x", "São João: ${body[0]} > {{a.b}}"));
        chart.arrow(Arrow.from(node).labelled("\"no\""), node);

        assertThat(chart).hasToString("""
                flowchart TB
                  n1["say #34;#35;1#34; #38; #96;#60;b>#96; #37;#37;{init}#37;#37; C:#92;x<br>São João: ${body[0]} > {{a.b}}"]
                  n1 -->|"#34;no#34;"| n1
                """);
    }
}
