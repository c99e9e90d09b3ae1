package io.github.nannybooking.dev.diagram;

import io.github.nannybooking.dev.diagram.Flowchart.Arrow;
import io.github.nannybooking.dev.diagram.Flowchart.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.LoadBalanceDefinition;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OnFallbackDefinition;
import org.apache.camel.model.OtherwiseDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RollbackDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.StopDefinition;
import org.apache.camel.model.ThrowExceptionDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.model.WhenDefinition;

/**
 * Draws the steps of a route from top to bottom. A step that contains others is a frame around them, except a choice or a
 * filter. An unknown EIP is drawn as a frame or as a step.
 */
final class RouteChart {

    private final Flowchart chart = new Flowchart("TB");

    private RouteChart() {}

    static String of(RouteDefinition route) {
        RouteChart drawn = new RouteChart();
        drawn.entry(StepText.of(route.getInput()), route.getOutputs());
        return drawn.chart.toString();
    }

    static String of(RouteConfigurationDefinition configuration) {
        RouteChart drawn = new RouteChart();
        Stream.of(configuration.getInterceptFroms(), configuration.getIntercepts(), configuration.getInterceptSendTos())
                .flatMap(List::stream)
                .forEach(step -> drawn.entry(StepText.of(step), step.getOutputs()));
        configuration.getOnExceptions().forEach(drawn::onException);
        configuration.getOnCompletions().forEach(drawn::onCompletion);
        return drawn.chart.toString();
    }

    private void onException(OnExceptionDefinition step) {
        String when = step.getOnWhen() == null ? "" : " when " + StepText.condition(step.getOnWhen());
        entry(StepText.of(step, "onException " + StepText.exceptions(step.getExceptions()) + when), step.getOutputs());
    }

    private void onCompletion(OnCompletionDefinition step) {
        String when = "true".equals(step.getOnCompleteOnly())
                ? " of completed exchanges"
                : "true".equals(step.getOnFailureOnly()) ? " of failed exchanges" : "";
        entry(StepText.of(step, "onCompletion" + when), step.getOutputs());
    }

    private List<Arrow> entry(List<String> lines, List<ProcessorDefinition<?>> steps, Arrow... arrows) {
        return draw(steps, List.of(Arrow.from(chart.node(Shape.ENTRY, List.of(arrows), lines))));
    }

    /** @return the arrows to the next step; none if the route ends */
    private List<Arrow> draw(List<ProcessorDefinition<?>> steps, List<Arrow> arrows) {
        List<Arrow> leading = arrows;
        for (ProcessorDefinition<?> step : steps) {
            leading = draw(step, leading);
        }
        return leading;
    }

    private List<Arrow> draw(ProcessorDefinition<?> step, List<Arrow> arrows) {
        if (step instanceof ChoiceDefinition choice) {
            return choice(choice, arrows);
        }
        if (step instanceof FilterDefinition filter) {
            return filter(filter, arrows);
        }
        if (step instanceof TryDefinition doTry) {
            return doTry(doTry, arrows);
        }
        if (step instanceof CircuitBreakerDefinition breaker) {
            return circuitBreaker(breaker, arrows);
        }
        if (!step.getOutputs().isEmpty()) {
            return List.of(Arrow.from(frame(step, step.getOutputs(), arrows)));
        }
        String node = chart.node(shape(step), arrows, StepText.of(step));
        return endsRoute(step) ? List.of() : List.of(Arrow.from(node));
    }

    private List<Arrow> choice(ChoiceDefinition choice, List<Arrow> arrows) {
        Arrow decided = Arrow.from(chart.node(Shape.DECISION, arrows, StepText.of(choice, "choice")));
        List<Arrow> leading = new ArrayList<>();
        for (WhenDefinition when : choice.getWhenClauses()) {
            leading.addAll(draw(when.getOutputs(), List.of(decided.labelled(StepText.condition(when)))));
        }
        OtherwiseDefinition otherwise = choice.getOtherwise();
        leading.addAll(
                draw(otherwise == null ? List.of() : otherwise.getOutputs(), List.of(decided.labelled("otherwise"))));
        return leading;
    }

    private List<Arrow> filter(FilterDefinition filter, List<Arrow> arrows) {
        Arrow decided = Arrow.from(
                chart.node(Shape.DECISION, arrows, StepText.of(filter, "filter " + StepText.condition(filter))));
        List<Arrow> leading = new ArrayList<>(draw(filter.getOutputs(), List.of(decided.labelled("yes"))));
        leading.add(decided.labelled("no"));
        return leading;
    }

    private List<Arrow> doTry(TryDefinition doTry, List<Arrow> arrows) {
        Arrow tried = Arrow.from(frame(doTry, doTry.getOutputsWithoutCatches(), arrows));
        List<Arrow> leading = new ArrayList<>(List.of(tried));
        for (CatchDefinition caught : doTry.getCatchClauses()) {
            List<String> text = StepText.of(caught, "doCatch " + StepText.exceptions(caught.getExceptions()));
            leading.addAll(entry(text, caught.getOutputs(), tried.asDotted()));
        }
        return doTry.getFinallyClause() == null
                ? leading
                : List.of(Arrow.from(
                        frame(doTry.getFinallyClause(), doTry.getFinallyClause().getOutputs(), leading)));
    }

    private List<Arrow> circuitBreaker(CircuitBreakerDefinition breaker, List<Arrow> arrows) {
        Arrow called = Arrow.from(frame(breaker, breaker.getOutputs(), arrows));
        OnFallbackDefinition fallback = breaker.getOnFallback();
        List<Arrow> leading = new ArrayList<>(List.of(called));
        if (fallback != null) {
            leading.addAll(entry(StepText.of(fallback, "onFallback"), fallback.getOutputs(), called.asDotted()));
        }
        return leading;
    }

    /** Draws a frame whose first node is the step itself. */
    private String frame(ProcessorDefinition<?> step, List<ProcessorDefinition<?>> content, List<Arrow> arrows) {
        return chart.frame(" ", () -> {
            List<Arrow> begin = List.of(Arrow.from(chart.node(Shape.STEP, arrows, StepText.of(step))));
            if (step instanceof MulticastDefinition || step instanceof LoadBalanceDefinition) {
                content.forEach(branch -> draw(branch, begin));
            } else {
                draw(content, begin);
            }
        });
    }

    private static Shape shape(ProcessorDefinition<?> step) {
        return EndpointText.of(step)
                .map(endpoint -> EndpointText.isRoute(endpoint) ? Shape.CALL : Shape.STORE)
                .orElse(Shape.STEP);
    }

    private static boolean endsRoute(ProcessorDefinition<?> step) {
        return step instanceof ThrowExceptionDefinition
                || step instanceof StopDefinition
                || step instanceof RollbackDefinition;
    }
}
